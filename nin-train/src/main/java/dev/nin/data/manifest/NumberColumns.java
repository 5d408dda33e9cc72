// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The columns that hold numbers for each image: every column whose first value is a number.
 *
 * @param file the manifest, for messages
 * @param targets the columns' names in the order of the header
 */
record NumberColumns(Path file, List<String> targets) implements RowTargets {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    /** What programs write for NaN and infinity; a column that starts with one still counts as numeric. */
    private static final Pattern NO_NUMBER = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

    private static final List<String> OTHERS = List.of("file", "split");
    private static final int SHOWN = 20;
    private static final int FIRST = 1;

    NumberColumns {
        targets = List.copyOf(targets);
    }

    /**
     * Finds the numeric columns.
     *
     * @throws UserInputException if there is none
     */
    static NumberColumns of(Path file) {
        List<String> names = ManifestFile.names(file);
        List<String> others = names.stream()
                .filter(name -> !name.isEmpty() && OTHERS.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        List<ManifestRow> rows = ManifestFile.read(file, new ManifestColumns(List.of("file"), others));
        List<String> targets = new ArrayList<>();
        for (int column = 0; column < others.size(); column++) {
            int place = FIRST + column;
            boolean isNumber = rows.stream()
                    .map(row -> row.value(place))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .filter(value -> NUMBER.matcher(value).matches()
                            || NO_NUMBER.matcher(value).matches())
                    .isPresent();
            if (isNumber) {
                targets.add(others.get(column));
            }
        }
        if (targets.isEmpty()) {
            throw new UserInputException(file + " has no numeric column, only " + Shown.first(names, SHOWN)
                    + "; expected file and a column for each value to be learned, such as angle");
        }
        return new NumberColumns(file, targets);
    }

    @Override
    public ManifestColumns columns() {
        List<String> required = new ArrayList<>(List.of("file"));
        required.addAll(targets);
        return new ManifestColumns(required, List.of("split"));
    }

    @Override
    public void check(List<ManifestRow> rows) {
        for (ManifestRow row : rows) {
            for (int column = 0; column < targets.size(); column++) {
                String value = row.value(FIRST + column);
                if (!NUMBER.matcher(value).matches() || !Float.isFinite(Float.parseFloat(value))) {
                    throw new UserInputException(row.at(file) + ": " + targets.get(column) + " is \"" + value
                            + "\", expected a finite number; correct it or remove the line");
                }
            }
        }
    }

    @Override
    public List<String> names(List<ManifestRow> training) {
        return targets;
    }

    @Override
    public ImageFile with(ImageFile image, ManifestRow row, RowNames names) {
        float[] numbers = new float[targets.size()];
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = Float.parseFloat(row.value(FIRST + column));
        }
        return image.withNumbers(Floats.asList(numbers));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "the values are the numeric columns of " + file.getFileName() + ": " + Shown.first(targets, SHOWN));
    }
}
