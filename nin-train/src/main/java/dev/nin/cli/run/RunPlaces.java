// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import dev.nin.UserInputException;
import dev.nin.checkpoint.RunLayout;
import dev.nin.report.Report;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The locations of run folders. */
public final class RunPlaces {
    /** The file in the folder of a series of runs that describes the series. */
    public static final String SERIES = "series.json";

    /** The link next to automatically named runs, which points to the newest of them. */
    static final String LATEST = "latest";

    private static final Path RUNS = Path.of("runs");

    private RunPlaces() {}

    /**
     * Creates the folder of a new run.
     *
     * @param wanted the folder; null for a new one under runs
     * @throws UserInputException if it holds another run
     */
    public static Path create(@Nullable Path wanted, String preset) throws IOException {
        if (wanted == null) {
            return newFolder(preset);
        }
        for (String content : RunLayout.NAMES) {
            if (Files.exists(wanted.resolve(content), LinkOption.NOFOLLOW_LINKS)) {
                throw new UserInputException("--out " + wanted + " already holds a run; name a new folder");
            }
        }
        if (Files.exists(wanted.resolve(SERIES), LinkOption.NOFOLLOW_LINKS)) {
            throw new UserInputException("--out " + wanted + " already holds a series of runs; name a new folder");
        }
        for (String file : Report.FILES) {
            if (Files.exists(wanted.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                throw new UserInputException("--out " + wanted + " has a " + file
                        + ", which the run's own would replace; name a new folder");
            }
        }
        Files.createDirectories(wanted);
        return wanted;
    }

    /** Deletes a folder that {@link #create} made, unless it has files. */
    public static void discardEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It has files, or cannot be deleted and stays empty.
        }
    }

    /** Returns the path shown when the folder cannot be created. */
    public static Path shown(@Nullable Path wanted) {
        return wanted == null ? RUNS : wanted;
    }

    /** Returns the folder of a run to resume, given its path or a link to it such as runs/latest. */
    public static Path existing(Path named) throws IOException {
        return Files.isSymbolicLink(named) ? named.resolveSibling(Files.readSymbolicLink(named)) : named;
    }

    /** Creates a folder named by the preset and the time, with a number if another run has that name. */
    private static Path newFolder(String preset) throws IOException {
        Path latest = RUNS.resolve(LATEST);
        if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(latest)) {
            throw new UserInputException(latest + " is not a link; move it away or name a folder with --out");
        }
        Files.createDirectories(RUNS);
        String time = LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        String name = preset + "-" + time;
        for (int i = 2; ; i++) {
            try {
                return Files.createDirectory(RUNS.resolve(name));
            } catch (FileAlreadyExistsException e) {
                name = preset + "-" + time + "-" + i;
            }
        }
    }
}
