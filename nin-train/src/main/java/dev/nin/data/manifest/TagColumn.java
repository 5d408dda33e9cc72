// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import com.google.common.base.Splitter;
import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.Shown;
import java.nio.file.Path;
import java.util.List;

/**
 * The column that holds any number of tags for each image, separated by semicolons.
 *
 * @param file the manifest, for messages
 */
record TagColumn(Path file) implements RowTargets {
    private static final int TAGS = 1;
    private static final int SHOWN = 20;
    private static final Splitter SPLITTER = Splitter.on(';').trimResults().omitEmptyStrings();

    @Override
    public ManifestColumns columns() {
        return new ManifestColumns(List.of("file", "tags"), List.of("split"));
    }

    @Override
    public void check(List<ManifestRow> rows) {
        Spellings spellings = new Spellings(file, "tag");
        rows.forEach(row -> tags(row).forEach(tag -> spellings.require(tag, row)));
    }

    @Override
    public List<String> names(List<ManifestRow> training) {
        List<String> names = training.stream()
                .flatMap(row -> tags(row).stream())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            throw new UserInputException(file + " has no tag in a training row, expected some in the column tags,"
                    + " separated by semicolons");
        }
        return names;
    }

    @Override
    public ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        float[] has = new float[names.all().size()];
        for (String tag : tags(row)) {
            int number = names.number(tag);
            if (number < 0) {
                throw new UserInputException(row.at(file) + ": tag \"" + tag + "\" is in no training row, expected some"
                        + " of " + Shown.first(names.all(), SHOWN) + "; add training images or remove it");
            }
            has[number] = 1;
        }
        return image.withNumbers(Floats.asList(has));
    }

    private static List<String> tags(ManifestRow row) {
        return SPLITTER.splitToList(row.value(TAGS));
    }
}
