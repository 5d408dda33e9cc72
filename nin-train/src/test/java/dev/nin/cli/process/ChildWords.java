// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

/** Prints the command line of a child program, one word per line. */
final class ChildWords {
    private ChildWords() {}

    public static void main(String... arguments) {
        ChildProgram.words(ChildWords.class).forEach(System.out::println);
    }
}
