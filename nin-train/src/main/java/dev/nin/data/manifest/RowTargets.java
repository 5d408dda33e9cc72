// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.data.listing.ImageFile;
import java.util.List;

/** Reads the targets of images from the rows of a manifest. The first column is the file, the last one the split. */
interface RowTargets {
    /** Returns the columns that are read. */
    ManifestColumns columns();

    /**
     * Refuses rows with missing or invalid targets.
     *
     * @throws dev.nin.UserInputException if there is such a row
     */
    default void check(List<ManifestRow> rows) {}

    /** Returns the names of the classes, tags or values in the training rows. */
    default List<String> names(List<ManifestRow> training) {
        return List.of();
    }

    /**
     * Returns an image with the targets of its row.
     *
     * @param image the image without targets
     * @param names the result of {@link #names}
     * @throws dev.nin.UserInputException if the row has a class or tag that no training row has
     */
    default ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        return image;
    }

    /** Returns notes for the user on how columns were interpreted. */
    default List<String> notes() {
        return List.of();
    }
}
