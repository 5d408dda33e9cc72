// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import dev.nin.UserInputException;

/** A layer or a model that cannot exist: the message names the layer, its place, the numbers and a remedy. */
public final class InvalidModelException extends UserInputException {
    private static final long serialVersionUID = 1L;

    /** @param message one line: culprit, value, what was expected, remedy */
    public InvalidModelException(String message) {
        super(message);
    }

    private InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The same problem with its place in front.
     *
     * @param place where it is, such as <code>layer 7 `maxPool(3, 2)`</code>
     * @return a new exception, this one its cause
     */
    public InvalidModelException at(String place) {
        return new InvalidModelException(place + ": " + getMessage(), this);
    }
}
