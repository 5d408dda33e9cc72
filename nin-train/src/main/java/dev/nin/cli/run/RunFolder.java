// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.checkpoint.RunLayout;
import dev.nin.cli.options.CheckpointPolicy;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.MetricsCsv;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The output folder of a run: {@code run.json}, {@code metrics.csv}, {@code tensorboard/}, the newest
 * {@code checkpoints/} and {@code best}, a link to the best checkpoint: by the validation images or, without them, that
 * of the newest epoch. It has one writer at a time. It is the last listener to be notified, so that a checkpoint
 * implies that all others have written.
 */
public final class RunFolder implements TrainingListener, AutoCloseable {

    private final Path folder;
    private final RunLayout layout;
    private final boolean isDefault;
    private final RunLock lock;
    private final CheckpointPolicy policy;
    private final CheckpointFolder checkpoints;
    private final CheckpointTimes times;
    private int finishedEpochs;
    private @Nullable MetricsCsv metrics;
    /** The evaluation of the best checkpoint; null without validation images, when the newest is the best. */
    private @Nullable Evaluation best;

    private Optional<Path> bestCheckpoint = Optional.empty();

    private RunFolder(Path folder, boolean isDefault, RunLock lock, CheckpointPolicy policy) {
        this.folder = folder;
        layout = new RunLayout(folder);
        this.isDefault = isDefault;
        this.lock = lock;
        this.policy = policy;
        checkpoints = new CheckpointFolder(layout.checkpoints());
        times = new CheckpointTimes(policy);
    }

    /**
     * Creates the folder of a run.
     *
     * @param wanted the folder; null for a new one under runs, to which runs/latest points once it has a checkpoint
     * @param preset the preset's name, for the new folder's
     * @throws UserInputException if it cannot be created, or holds another run
     */
    public static RunFolder create(@Nullable Path wanted, String preset, CheckpointPolicy policy) {
        Path folder = RunPlaces.shown(wanted);
        try {
            folder = RunPlaces.create(wanted, preset);
            return new RunFolder(folder, wanted == null, RunLock.take(folder), policy);
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + folder + " cannot be written (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    /**
     * Returns the folder of an interrupted run.
     *
     * @param isDefault whether runs/latest points to it
     */
    static RunFolder takeUp(Path folder, boolean isDefault, RunLock lock, CheckpointPolicy policy) {
        return new RunFolder(folder, isDefault, lock, policy);
    }

    /** Deletes the files of a run that has no checkpoint. */
    public void discardUnlessKept() {
        try {
            if (!checkpoints.all().isEmpty()) {
                return;
            }
            Files.deleteIfExists(layout.metrics());
            Files.deleteIfExists(layout.description());
            Files.deleteIfExists(checkpoints.path());
            if (Files.exists(tensorBoard())) {
                MoreFiles.deleteRecursively(tensorBoard(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
            Files.deleteIfExists(folder.resolve(RunLock.FILE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The folder holds files of the user; they stay.
        }
    }

    public Path path() {
        return folder;
    }

    /** Returns the path of the newest checkpoint, if there is one. */
    public Optional<Path> newest() {
        try {
            List<Path> all = checkpoints.all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the path of the best checkpoint, which may not exist yet. */
    public Path best() {
        return layout.best();
    }

    /** Returns the folder of event files for TensorBoard. */
    public Path tensorBoard() {
        return layout.tensorBoard();
    }

    /** Returns the file of each epoch's metrics. */
    public Path metrics() {
        return layout.metrics();
    }

    /** Writes run.json. */
    public void describe(String json) {
        try {
            WholeFile.write(layout.description(), json);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Resumes after the given epochs: data of later epochs is written again. */
    @Override
    public void resumed(List<EpochMetrics> epochs) {
        finishedEpochs = epochs.size();
        epochs.stream().filter(this::isBest).forEach(this::makeBest);
        bestCheckpoint = bestCheckpoint.filter(CheckpointFolder::isWhole);
        try {
            if (bestCheckpoint.isPresent()) {
                SymbolicLinks.point(best(), relative(bestCheckpoint.get()));
            } else {
                best = null;
                Files.deleteIfExists(best());
            }
            checkpoints.removeCalibratedBut(Optional.empty());
            metrics = MetricsCsv.resume(metrics(), epochs);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void stepTaken(StepMetrics step) {
        times.stepTaken();
    }

    @Override
    public void betweenSteps(Supplier<Checkpoint> checkpoint) {
        if (times.isDue()) {
            keep(checkpoint.get());
        }
    }

    @Override
    public void epochEnded(EpochMetrics epoch, Supplier<Checkpoint> checkpoint) {
        finishedEpochs = epoch.epoch();
        try {
            if (metrics == null) {
                metrics = MetricsCsv.create(metrics());
            }
            metrics.epochEnded(epoch, checkpoint);
            write(checkpoint.get(), checkpoints.atEnd(finishedEpochs));
            if (isBest(epoch)) {
                makeBest(epoch);
                SymbolicLinks.point(best(), relative(checkpoints.atEnd(finishedEpochs)));
            }
            finishWriting();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Saves a checkpoint within an epoch and returns its path; just after an epoch, returns that epoch's checkpoint.
     */
    public Path keep(Checkpoint checkpoint) {
        Path place = checkpoints.within(finishedEpochs, checkpoint.step());
        boolean isAtEnd = times.isUpToDate() && !Files.exists(place);
        if (isAtEnd && Files.exists(checkpoints.atEnd(finishedEpochs))) {
            return checkpoints.atEnd(finishedEpochs);
        }
        try {
            if (!Files.exists(place)) {
                write(checkpoint, place);
                finishWriting();
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return place;
    }

    private void write(Checkpoint checkpoint, Path place) {
        times.write(() -> checkpoint.write(place));
    }

    private void finishWriting() throws IOException {
        if (isDefault) {
            SymbolicLinks.point(folder.resolveSibling(RunPlaces.LATEST), folder.getFileName());
        }
        checkpoints.removeAllBut(policy.keep(), bestCheckpoint);
    }

    private boolean isBest(EpochMetrics epoch) {
        Evaluation validation = epoch.validation().orElse(null);
        return best == null || validation == null || validation.isBetterThan(best);
    }

    private void makeBest(EpochMetrics epoch) {
        best = epoch.validation().orElse(null);
        bestCheckpoint = Optional.of(checkpoints.atEnd(epoch.epoch()));
    }

    private Path relative(Path checkpoint) {
        return folder.relativize(checkpoint);
    }

    private UserInputException cannotWrite(IOException problem) {
        return new UserInputException(
                "the run's folder " + folder + " cannot be written (" + Reasons.of(problem)
                        + "); make room or name another with --out",
                problem);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + folder + " could not be closed", e);
        }
    }
}
