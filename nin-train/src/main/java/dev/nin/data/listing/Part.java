// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.Locale;
import java.util.Optional;

/** A part of a data set. */
public enum Part {
    /** Training images. */
    TRAIN,
    /** Validation images, which choose the best epoch. */
    VALIDATION,
    /** Test images, on which each epoch is evaluated. */
    TEST;

    /**
     * Finds a part by name.
     *
     * @param name a name such as "val" or "Train"
     * @return the part; empty if there is no part of that name
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
