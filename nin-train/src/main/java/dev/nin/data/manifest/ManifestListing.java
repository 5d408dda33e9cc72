// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Part;
import dev.nin.data.listing.PartUses;
import dev.nin.data.listing.Progress;
import dev.nin.task.Target.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the images that a manifest names: a CSV or JSON Lines file with the column {@code file}, optionally
 * {@code split} (train, validation or test), and depending on the kind of target {@code label}, {@code tags} (separated
 * by semicolons), {@code mask} (a file) or a numeric column for each value. Other columns are ignored. Files keep the
 * order of the manifest.
 *
 * <pre>
 * file,label,split
 * photos/1.jpg,cat,train
 * photos/2.jpg,dog,test
 * </pre>
 */
public final class ManifestListing {
    private static final int FILE = 0;

    private final Path file;
    private final Path folder;
    private final Kind kind;
    private final RowTargets targets;
    private final int split;
    private final List<ManifestRow> rows;

    private ManifestListing(Path file, Path folder, Kind kind, RowTargets targets) {
        this.file = file;
        this.folder = folder;
        this.kind = kind;
        this.targets = targets;
        split = targets.columns().names().size() - 1;
        rows = ManifestFile.read(file, targets.columns());
    }

    /**
     * Returns whether a file is a manifest, by its extension.
     *
     * @param file the file
     * @return whether its name ends in .csv, .jsonl or .ndjson
     */
    public static boolean matches(Path file) {
        return ManifestFile.isNamedAsOne(file);
    }

    /**
     * Lists the files of a manifest of classes; its paths are relative to its folder.
     *
     * @param file the manifest
     * @param progress is notified of the number of files searched for
     * @return the manifest's parts
     * @throws UserInputException as {@link #list(Path, Path, Kind, Progress)} does
     */
    public static ListedSets list(Path file, Progress progress) {
        return list(file, folder(file), Kind.CLASS, progress);
    }

    /**
     * Returns the folder of a manifest, to which its paths are relative by default.
     *
     * @param file the manifest
     * @return the manifest's folder
     */
    public static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * Lists the files of a manifest.
     *
     * @param file the manifest
     * @param folder the folder to which paths are relative
     * @param kind the kind of target of each image
     * @param progress is notified of the number of files searched for
     * @return the manifest's parts
     * @throws UserInputException if it cannot be read, lacks a column, names missing files, spells a label or tag in
     *     two ways, has a label or tag without a training image, or a value that is not a number
     */
    public static ListedSets list(Path file, Path folder, Kind kind, Progress progress) {
        RowTargets targets = switch (kind) {
            case CLASS -> new LabelColumn(file);
            case TAGS -> new TagColumn(file);
            case VALUES -> NumberColumns.of(file);
            case MASK -> new MaskColumn(file, folder);
            case IMAGE -> new NoColumn();
        };
        ManifestListing listing = new ManifestListing(file, folder, kind, targets);
        listing.rows.forEach(row -> row.require(file, targets.columns(), FILE));
        targets.check(listing.rows);
        listing.requireOneUseOfEachFile();
        return listing.sets(ManifestPaths.of(file, folder, listing.rows, FILE, progress));
    }

    private ListedSets sets(List<Path> paths) {
        boolean isSplit = rows.stream().anyMatch(row -> !row.value(split).isEmpty());
        List<Part> parts =
                rows.stream().map(row -> isSplit ? part(row) : Part.TRAIN).toList();
        List<ManifestRow> training = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == Part.TRAIN) {
                training.add(rows.get(i));
            }
        }
        if (training.isEmpty()) {
            throw new UserInputException(file + " has no row of the split train, expected training images too");
        }
        RowNames names = new RowNames(targets.names(training));
        Map<Part, List<ImageFile>> files = new EnumMap<>(Part.class);
        for (int i = 0; i < rows.size(); i++) {
            ManifestRow row = rows.get(i);
            files.computeIfAbsent(parts.get(i), part -> new ArrayList<>())
                    .add(targets.with(new ImageFile(paths.get(i), row.value(FILE), 0), row, names));
        }
        Map<Part, ListedImages> listed = new EnumMap<>(Part.class);
        files.forEach((part, images) -> listed.put(part, new ListedImages(folder, kind, names.all(), images)));
        List<String> notes = new ArrayList<>(targets.notes());
        Map<Part, String> titles =
                Map.of(Part.TRAIN, "split train", Part.VALIDATION, "split validation", Part.TEST, "split test");
        return PartUses.sets(file.toString(), isSplit ? PartUses.byUse(listed, titles, notes) : listed, notes);
    }

    private Part part(ManifestRow row) {
        return Part.of(row.value(split))
                .orElseThrow(() -> new UserInputException(
                        row.at(file) + ": split is \"" + row.value(split) + "\", expected train, validation or test"));
    }

    private void requireOneUseOfEachFile() {
        Map<String, ManifestRow> first = new HashMap<>();
        for (ManifestRow row : rows) {
            ManifestRow earlier = first.putIfAbsent(row.value(FILE), row);
            if (earlier != null && !earlier.values().equals(row.values())) {
                throw new UserInputException(file + ": lines " + earlier.line() + " and " + row.line() + " give "
                        + row.value(FILE) + " different " + (kind == Kind.CLASS ? "labels" : "targets")
                        + " or splits, expected one; remove a line");
            }
        }
    }
}
