// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.UserInputException;
import dev.nin.cli.run.RunLock;
import dev.nin.cli.run.RunPlaces;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a series, with the series' description, a sub-folder for each run, and the table and the page of all
 * runs. It has one writer at a time.
 */
public final class SeriesFolder implements AutoCloseable {
    /** The name of the table's file. */
    static final String TABLE = "runs.csv";

    /** The file in the folder of a run that diverged, with the message. */
    static final String DIVERGED = "diverged.txt";

    /** How long to wait for a run whose series was killed to end. */
    private static final long PATIENCE_SECONDS = 10;

    private static final long GLANCE_MILLISECONDS = 100;

    private final Path path;
    private final RunLock lock;

    private SeriesFolder(Path path, RunLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the folder of a new series, or of the same series to continue it.
     *
     * @param wanted the folder; null for a new one under runs
     * @param name the start of the new folder's name
     * @throws UserInputException if the folder holds a run or another series, or another process writes it
     */
    public static SeriesFolder open(@Nullable Path wanted, String name, Series series) {
        try {
            Path folder = wanted != null && Files.exists(wanted.resolve(RunPlaces.SERIES))
                    ? wanted
                    : RunPlaces.create(wanted, name);
            RunLock lock = RunLock.take(folder);
            try {
                describe(folder, series.json());
                return new SeriesFolder(folder, lock);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + (wanted == null ? "runs" : wanted) + " cannot be written (" + Reasons.of(e)
                            + "); name another folder",
                    e);
        }
    }

    private static void describe(Path folder, String description) throws IOException {
        Path file = folder.resolve(RunPlaces.SERIES);
        if (!Files.exists(file)) {
            if (Files.exists(folder.resolve(TABLE))) {
                throw new UserInputException("--out " + folder + " has a " + TABLE
                        + ", which the series' own would replace; name a new folder");
            }
            WholeFile.write(file, description);
        } else if (!Files.readString(file).equals(description)) {
            throw new UserInputException("--out " + folder + " holds a series with other runs or options; choose"
                    + " another --out, or repeat the command that started it");
        }
    }

    /**
     * Notes in a run's folder that it diverged, so that the series, now and when it continues, does not train it again.
     *
     * @param run the run's folder
     */
    public static void noteDivergence(Path run, UserInputException problem) {
        try {
            WholeFile.write(run.resolve(DIVERGED), problem.getMessage() + "\n");
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Returns the folder of a run. */
    Path path(SeriesRun run) {
        return path.resolve(run.name());
    }

    /** Returns whether a run needs no more training: it has its report, or diverged. */
    boolean isFinished(SeriesRun run) {
        return Files.exists(path(run).resolve(Report.PAGE)) || isDiverged(run);
    }

    boolean isDiverged(SeriesRun run) {
        return Files.exists(path(run).resolve(DIVERGED));
    }

    /** Waits until no process writes a run. The process of a series that was killed takes a moment to end. */
    void awaitWriter(SeriesRun run) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.isDirectory(path(run))) {
            try {
                RunLock.take(path(run)).close();
                return;
            } catch (UserInputException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(GLANCE_MILLISECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(path(run) + " cannot be written", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + path + " could not be closed", e);
        }
    }
}
