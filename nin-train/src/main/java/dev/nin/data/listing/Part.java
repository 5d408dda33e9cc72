// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.Locale;
import java.util.Optional;

/** A part of a data set. */
public enum Part {
    /** Images to train with. */
    TRAIN,
    /** Images to choose the best epoch by. */
    VALIDATION,
    /** Images to test each epoch on. */
    TEST;

    /**
     * Finds the part of a name.
     *
     * @param name such as "val" or "Train"
     * @return the part; empty if the name is that of none
     */
    public static Optional<Part> of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "val", "valid", "validation" -> Optional.of(VALIDATION);
            case "test", "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
