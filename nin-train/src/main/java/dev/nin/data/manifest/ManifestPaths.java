// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import dev.nin.UserInputException;
import dev.nin.data.listing.Progress;
import dev.nin.data.listing.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds the files that a manifest names. */
final class ManifestPaths {
    private static final int SHOWN = 20;
    private static final int PROGRESS_STEP = 500;

    private ManifestPaths() {}

    /** Finds the files of a column. */
    static List<Path> of(Path file, Path folder, List<ManifestRow> rows, int column) {
        return of(file, folder, rows, column, Progress.NONE);
    }

    /**
     * Finds the files of a column.
     *
     * @param folder the folder to which paths are relative
     * @param progress is notified of the number of files searched for
     * @return the paths, in the order of the rows
     * @throws UserInputException if files are missing, or one is a folder
     */
    static List<Path> of(Path file, Path folder, List<ManifestRow> rows, int column, Progress progress) {
        List<Path> paths = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (ManifestRow row : rows) {
            String name = row.value(column);
            try {
                Path path = folder.resolve(name);
                paths.add(path);
                if (Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
                    throw new UserInputException(row.at(file) + " names the folder " + name
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
}
