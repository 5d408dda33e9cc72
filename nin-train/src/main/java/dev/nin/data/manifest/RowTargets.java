// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.data.listing.ImageFile;
import java.util.List;

/** What the rows of a manifest say of their images. The first column is the file, the last one the split. */
interface RowTargets {
    /** The columns that are read. */
    ManifestColumns columns();

    /**
     * Refuses rows that say nothing, or what cannot be.
     *
     * @throws dev.nin.UserInputException if there is such a row
     */
    default void check(List<ManifestRow> rows) {}

    /** The names of classes, tags or values, as the training rows have them. */
    default List<String> names(List<ManifestRow> training) {
        return List.of();
    }

    /**
     * An image with what its row says.
     *
     * @param image without
     * @param names what {@link #names} gave
     * @throws dev.nin.UserInputException if the row has something that no training row has
     */
    default ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        return image;
    }

    /** Lines for the user on how columns were understood. */
    default List<String> notes() {
        return List.of();
    }
}
