// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin;

import dev.nin.text.Printable;

/**
 * Thrown for invalid user input: a model, a file or an option. The message is one line that names the culprit, the
 * value and what was expected; commands print it without a stack trace and exit with 2. Since it may quote untrusted
 * files, line breaks become spaces, control characters become question marks, and the middle of a long message is
 * omitted.
 */
public class UserInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2_000;
    private static final String LEFT_OUT = " ... ";

    /** @param message one line: culprit, value, what was expected, fix */
    public UserInputException(String message) {
        super(printable(message));
    }

    /**
     * @param message one line: culprit, value, what was expected, fix
     * @param cause the underlying problem
     */
    public UserInputException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    static String printable(String message) {
        String shown = message;
        if (shown.length() > LONGEST) {
            int half = (LONGEST - LEFT_OUT.length()) / 2;
            shown = shown.substring(0, half) + LEFT_OUT + shown.substring(shown.length() - half);
        }
        return Printable.line(shown);
    }
}
