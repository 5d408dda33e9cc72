// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.MaskFile;
import java.nio.file.Path;
import java.util.List;

/**
 * The column that holds a mask file for each image.
 *
 * @param file the manifest, for messages
 * @param folder the folder to which masks are relative
 */
record MaskColumn(Path file, Path folder) implements RowTargets {
    private static final int MASK = 1;

    @Override
    public ManifestColumns columns() {
        return new ManifestColumns(List.of("file", "mask"), List.of("split"));
    }

    @Override
    public void check(List<ManifestRow> rows) {
        rows.forEach(row -> row.require(file, columns(), MASK));
        ManifestPaths.of(file, folder, rows, MASK);
    }

    @Override
    public ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        return image.withMask(new MaskFile(folder.resolve(row.value(MASK)), row.value(MASK)));
    }
}
