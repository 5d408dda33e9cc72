// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import dev.nin.UserInputException;

/** Thrown for an invalid layer or model. The message names the layer, its place, the numbers and a fix. */
public final class InvalidModelException extends UserInputException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: culprit, value, what was expected, fix */
    public InvalidModelException(String message) {
        super(message);
    }

    private InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns the same problem with its place prepended to the message.
     *
     * @param place the place of the problem, such as <code>layer 7 `maxPool(3, 2)`</code>
     * @return a new exception with this one as its cause
     */
    public InvalidModelException at(String place) {
        return new InvalidModelException(place + ": " + getMessage(), this);
    }
}
