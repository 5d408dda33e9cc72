// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.text;

import java.util.regex.Pattern;

/** Makes untrusted text safe to print on a terminal. */
public final class Printable {
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    /** Terminal control characters and characters that change the text direction. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");

    private Printable() {}

    /**
     * Returns a text as one printable line.
     *
     * @param text the text
     * @return the text with line breaks replaced by spaces and control characters by question marks
     */
    public static String line(String text) {
        return UNPRINTABLE.matcher(LINE_BREAK.matcher(text).replaceAll(" ")).replaceAll("?");
    }
}
