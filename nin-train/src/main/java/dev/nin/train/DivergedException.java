// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.UserInputException;

/** Thrown when a training's loss is no longer a number. */
public final class DivergedException extends UserInputException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
