// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/** A model's table with its totals; {@code toString()} returns the table, each line ending with a line feed. */
public sealed interface Summary permits ModelSummary, TorchSummary {
    /** The form of a summary's table. */
    enum Style {
        /** One line per node, with the names that the rest of the API takes: {@link ModelSummary}. */
        NODES,
        /** The form of torchsummary for PyTorch: {@link TorchSummary}. */
        TORCH
    }

    /**
     * Returns the number of learned values, frozen or not; moving averages do not count.
     *
     * @return the sum over the layers
     */
    long parameters();

    /**
     * Returns the number of values that training changes.
     *
     * @return the sum over the layers that are not frozen
     */
    long trainable();

    /**
     * Returns the multiply-adds of the forward pass for one example.
     *
     * @return the sum over the layers
     */
    long multiplyAdds();
}
