// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.report.Report;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluation;
import dev.nin.train.MetricsCsv;
import dev.nin.train.TrainingListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves: {@code run.json}, {@code metrics.csv}, {@code tensorboard/}, the newest {@code checkpoints/} and
 * {@code best}, which points at the best of them: by the validation images or, without those, the newest.
 */
final class RunFolder implements TrainingListener {
    private static final String METRICS = "metrics.csv";
    private static final String TENSOR_BOARD = "tensorboard";
    private static final int KEPT = 3;
    private static final List<String> CONTENTS = List.of(METRICS, "run.json", "checkpoints", "best", TENSOR_BOARD);
    private static final Path RUNS = Path.of("runs");

    private final Path folder;
    private final boolean isDefault;
    private final MetricsCsv metrics;
    private final Deque<Path> kept = new ArrayDeque<>();
    /** What the best checkpoint was worth; null without validation images, where the newest is the best. */
    private @Nullable Evaluation best;

    private @Nullable Path bestCheckpoint;

    private RunFolder(Path folder, boolean isDefault, MetricsCsv metrics) {
        this.folder = folder;
        this.isDefault = isDefault;
        this.metrics = metrics;
    }

    /**
     * Creates the folder of a run.
     *
     * @param wanted where; null for a new folder under runs, at which runs/latest points once it has a checkpoint
     * @param preset the preset's name, for the new folder's
     * @throws UserInputException if it cannot be created, or holds another run
     */
    static RunFolder create(@Nullable Path wanted, String preset) {
        Path folder = wanted == null ? RUNS : wanted;
        try {
            if (wanted == null) {
                folder = newFolder(preset);
            } else {
                requireUnused(wanted);
                Files.createDirectories(wanted);
            }
            return new RunFolder(folder, wanted == null, MetricsCsv.create(folder.resolve(METRICS)));
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + folder + " cannot be written (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    private static void requireUnused(Path folder) {
        for (String content : CONTENTS) {
            if (Files.exists(folder.resolve(content), LinkOption.NOFOLLOW_LINKS)) {
                throw new UserInputException("--out " + folder + " holds a run already; name a new folder");
            }
        }
        for (String file : Report.FILES) {
            if (Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                throw new UserInputException("--out " + folder + " has a " + file
                        + ", which the run's own would take the place of; name a new folder");
            }
        }
    }

    /** Takes back what a run has written that came to no checkpoint. */
    void discardUnlessKept() {
        if (!kept.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(METRICS));
            Files.deleteIfExists(folder.resolve("run.json"));
            if (Files.exists(tensorBoard())) {
                MoreFiles.deleteRecursively(tensorBoard(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The folder holds files of the user's; they stay.
        }
    }

    Path path() {
        return folder;
    }

    /** The best checkpoint, once there is one. */
    Path best() {
        return folder.resolve("best");
    }

    /** Where event files for TensorBoard go. */
    Path tensorBoard() {
        return folder.resolve(TENSOR_BOARD);
    }

    /** Writes run.json. */
    void describe(String json) {
        try {
            Files.writeString(folder.resolve("run.json"), json);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void epochEnded(EpochMetrics epoch, Supplier<Checkpoint> checkpoint) {
        String name = String.format(Locale.ROOT, "epoch-%04d", epoch.epoch());
        Path written = folder.resolve("checkpoints").resolve(name);
        checkpoint.get().write(written);
        kept.add(written);
        try {
            Evaluation validation = epoch.validation().orElse(null);
            if (best == null || validation == null || validation.isBetterThan(best)) {
                Path before = bestCheckpoint;
                best = validation;
                bestCheckpoint = written;
                point(folder.resolve("best"), Path.of("checkpoints", name));
                if (before != null && !kept.contains(before)) {
                    MoreFiles.deleteRecursively(before, RecursiveDeleteOption.ALLOW_INSECURE);
                }
            }
            if (isDefault) {
                point(folder.resolveSibling("latest"), folder.getFileName());
            }
            metrics.epochEnded(epoch, checkpoint);
            while (kept.size() > KEPT) {
                Path oldest = kept.remove();
                if (!oldest.equals(bestCheckpoint)) {
                    MoreFiles.deleteRecursively(oldest, RecursiveDeleteOption.ALLOW_INSECURE);
                }
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Lets a link point at a folder, in one step where there was a link before. */
    private static void point(Path link, Path target) throws IOException {
        Path next = link.resolveSibling(".next-" + link.getFileName() + "-" + UUID.randomUUID());
        Files.createSymbolicLink(next, target);
        try {
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** A folder named by the preset and the time; a number behind it where another run has that name. */
    private static Path newFolder(String preset) throws IOException {
        Path latest = RUNS.resolve("latest");
        if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(latest)) {
            throw new UserInputException(latest + " is no link; move it away or name a folder with --out");
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

    private UserInputException cannotWrite(IOException problem) {
        return new UserInputException(
                "the run's folder " + folder + " cannot be written (" + Reasons.of(problem)
                        + "); make room or name another with --out",
                problem);
    }
}
