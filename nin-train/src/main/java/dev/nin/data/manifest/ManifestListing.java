// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Part;
import dev.nin.data.listing.PartUses;
import dev.nin.data.listing.Progress;
import dev.nin.data.listing.Shown;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lists the images that a manifest names: a CSV file, or one with a JSON object on each line, with the columns
 * {@code file} (relative to the manifest's folder) and {@code label}, and optionally {@code split} (train, validation
 * or test). Other columns may be there. Files stay in the order of the manifest.
 *
 * <pre>
 * file,label,split
 * photos/1.jpg,cat,train
 * photos/2.jpg,dog,test
 * </pre>
 */
public final class ManifestListing {
    private static final ManifestColumns COLUMNS = new ManifestColumns(List.of("file", "label"), List.of("split"));
    private static final int FILE = 0;
    private static final int LABEL = 1;
    private static final int SPLIT = 2;

    private static final int SHOWN = 20;
    private static final int PROGRESS_STEP = 500;

    private final Path file;
    private final Path folder;
    private final List<ManifestRow> rows;

    private ManifestListing(Path file, List<ManifestRow> rows) {
        this.file = file;
        this.rows = rows;
        Path parent = file.getParent();
        folder = parent == null ? Path.of("") : parent;
    }

    /**
     * Whether a file is a manifest, by its name's ending.
     *
     * @param file the file
     * @return whether it ends in .csv, .jsonl or .ndjson
     */
    public static boolean matches(Path file) {
        return ManifestFile.isNamedAsOne(file);
    }

    /**
     * Lists the files of a manifest.
     *
     * @param file the manifest
     * @param progress is notified of the files that were looked for
     * @return its parts
     * @throws UserInputException if it cannot be read, lacks a column, names files that are not there, writes a label
     *     in two ways, or has a class without a training image
     */
    public static ListedSets list(Path file, Progress progress) {
        ManifestListing listing = new ManifestListing(file, ManifestFile.read(file, COLUMNS));
        listing.requireLabels();
        listing.requireOneUseOfEachFile();
        return listing.sets(listing.paths(progress));
    }

    private ListedSets sets(List<Path> paths) {
        boolean isSplit = rows.stream().anyMatch(row -> !row.value(SPLIT).isEmpty());
        List<Part> parts =
                rows.stream().map(row -> isSplit ? part(row) : Part.TRAIN).toList();
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == Part.TRAIN) {
                names.add(rows.get(i).value(LABEL));
            }
        }
        if (names.isEmpty()) {
            throw new UserInputException(file + " has no row of the split train, expected training images too");
        }
        List<String> classes = List.copyOf(names);
        Map<String, Integer> labels = new HashMap<>();
        classes.forEach(name -> labels.put(name, labels.size()));
        Map<Part, List<ImageFile>> files = new EnumMap<>(Part.class);
        for (int i = 0; i < rows.size(); i++) {
            ManifestRow row = rows.get(i);
            Integer label = labels.get(row.value(LABEL));
            if (label == null) {
                throw PartUses.unknownClass(at(row), row.value(LABEL), classes);
            }
            files.computeIfAbsent(parts.get(i), part -> new ArrayList<>())
                    .add(new ImageFile(paths.get(i), row.value(FILE), label));
        }
        Map<Part, ListedImages> listed = new EnumMap<>(Part.class);
        files.forEach((part, images) -> listed.put(part, new ListedImages(folder, classes, images)));
        List<String> notes = new ArrayList<>();
        Map<Part, String> titles =
                Map.of(Part.TRAIN, "split train", Part.VALIDATION, "split validation", Part.TEST, "split test");
        return PartUses.sets(file.toString(), isSplit ? PartUses.byUse(listed, titles, notes) : listed, notes);
    }

    private Part part(ManifestRow row) {
        String split = row.value(SPLIT);
        return Part.of(split)
                .orElseThrow(() -> new UserInputException(
                        at(row) + ": split is \"" + split + "\", expected train, validation or test"));
    }

    private void requireLabels() {
        Map<String, ManifestRow> spellings = new HashMap<>();
        for (ManifestRow row : rows) {
            for (int column : List.of(FILE, LABEL)) {
                if (row.value(column).isEmpty()) {
                    throw new UserInputException(
                            at(row) + ": " + COLUMNS.names().get(column)
                                    + " is empty, expected a value; fill it in or remove the line");
                }
            }
            String label = row.value(LABEL);
            ManifestRow earlier = spellings.putIfAbsent(label.toLowerCase(Locale.ROOT), row);
            if (earlier != null && !earlier.value(LABEL).equals(label)) {
                throw new UserInputException(file + ": the label \"" + earlier.value(LABEL) + "\" on line "
                        + earlier.line() + " is \"" + label + "\" on line " + row.line()
                        + ", expected one spelling; correct one of them");
            }
        }
    }

    private void requireOneUseOfEachFile() {
        Map<String, ManifestRow> first = new HashMap<>();
        for (ManifestRow row : rows) {
            ManifestRow earlier = first.putIfAbsent(row.value(FILE), row);
            if (earlier != null && !earlier.values().equals(row.values())) {
                throw new UserInputException(file + ": lines " + earlier.line() + " and " + row.line() + " give "
                        + row.value(FILE) + " different labels or splits, expected one; remove a line");
            }
        }
    }

    private List<Path> paths(Progress progress) {
        List<Path> paths = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ManifestRow row : rows) {
            String name = row.value(FILE);
            try {
                Path path = folder.resolve(name);
                paths.add(path);
                if (Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                    throw new UserInputException(at(row) + " names the folder " + name
                            + ", expected an image; name each of its images on a line");
                }
            } catch (IOException | InvalidPathException e) {
                missing.add(name + " (line " + row.line() + ")");
            }
            if (paths.size() % PROGRESS_STEP == 0) {
                progress.update(paths.size(), rows.size());
            }
        }
        if (!missing.isEmpty()) {
            throw new UserInputException(missing.size() + " of " + rows.size() + " files in " + file
                    + " cannot be found: " + Shown.first(missing, SHOWN) + "; expected paths relative to "
                    + folder.toAbsolutePath());
        }
        return paths;
    }

    private String at(ManifestRow row) {
        return file + ": line " + row.line();
    }
}
