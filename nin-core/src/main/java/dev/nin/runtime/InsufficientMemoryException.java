// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import dev.nin.UserInputException;

/** Thrown before a model runs on images for which the memory clearly does not suffice. */
public final class InsufficientMemoryException extends UserInputException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final boolean isOfBatch;

    InsufficientMemoryException(String problem, boolean isOfBatch) {
        super(problem + remedy(isOfBatch, "a smaller batch, accumulated over more steps,", "smaller images"));
        this.problem = problem;
        this.isOfBatch = isOfBatch;
    }

    private static String remedy(boolean isOfBatch, String batch, String images) {
        return "; use " + (isOfBatch ? batch + " or " : "") + images;
    }

    /**
     * Returns the message in the words of a program.
     *
     * @param batch what the program calls a smaller batch, such as "a smaller --batch"
     * @param images what the program calls smaller images
     * @return one line
     */
    public String messageFor(String batch, String images) {
        return problem + remedy(isOfBatch, batch, images);
    }
}
