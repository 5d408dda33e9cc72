// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.UserInputException;

/** Thrown when the loss of a training is no longer a finite number. */
public final class DivergedException extends UserInputException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the loss, the step and what to do
     */
    public DivergedException(String message) {
        super(message);
    }
}
