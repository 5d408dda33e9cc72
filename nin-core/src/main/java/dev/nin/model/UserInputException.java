// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * Input of the user's that cannot be used: a model, a file, an option. The message is one line that names the culprit,
 * the value and what would be right; commands print it without a stack trace and exit with 2.
 */
public class UserInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: culprit, value, what was expected, remedy */
    public UserInputException(String message) {
        super(message);
    }

    /**
     * @param message one line: culprit, value, what was expected, remedy
     * @param cause what went wrong underneath
     */
    public UserInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
