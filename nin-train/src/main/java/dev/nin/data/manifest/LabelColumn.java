// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.PartUses;
import java.nio.file.Path;
import java.util.List;

/**
 * The column that holds a class for each image.
 *
 * @param file the manifest, for messages
 */
record LabelColumn(Path file) implements RowTargets {
    private static final int LABEL = 1;

    @Override
    public ManifestColumns columns() {
        return new ManifestColumns(List.of("file", "label"), List.of("split"));
    }

    @Override
    public void check(List<ManifestRow> rows) {
        Spellings spellings = new Spellings(file, "label");
        for (ManifestRow row : rows) {
            row.require(file, columns(), LABEL);
            spellings.require(row.value(LABEL), row);
        }
    }

    @Override
    public List<String> names(List<ManifestRow> training) {
        return training.stream()
                .map(row -> row.value(LABEL))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        int label = names.number(row.value(LABEL));
        if (label < 0) {
            throw PartUses.unknownClass(row.at(file), row.value(LABEL), names.all());
        }
        return new ImageFile(image.path(), image.name(), label);
    }
}
