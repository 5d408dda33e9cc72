// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.text;

import java.util.regex.Pattern;

/** Text that may come from a file of anybody's, as a terminal may show it. */
public final class Printable {
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    /** What steers a terminal, and what turns the direction of writing. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]");

    private Printable() {}

    /**
     * One line of a text.
     *
     * @param text the text
     * @return the text with a space for each line break, and a question mark for each control character
     */
    public static String line(String text) {
        return UNPRINTABLE.matcher(LINE_BREAK.matcher(text).replaceAll(" ")).replaceAll("?");
    }
}
