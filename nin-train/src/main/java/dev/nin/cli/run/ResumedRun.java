// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.UserInputException;
import dev.nin.checkpoint.RunLayout;
import dev.nin.cli.options.CheckpointPolicy;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import dev.nin.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A run to resume: its folder, which no other process writes, and its description. */
public final class ResumedRun implements AutoCloseable {
    private static final String OPTION = "--resume ";
    /** Options that only apply to the start of a run. */
    private static final List<String> OF_THE_BEGINNING = List.of("--out", "--weights", "--check", "--summary");

    private final Path folder;
    private final Optional<RunLock> lock;
    private final ObjectNode description;

    private ResumedRun(Path folder, Optional<RunLock> lock, ObjectNode description) {
        this.folder = folder;
        this.lock = lock;
        this.description = description;
    }

    /**
     * Opens a run's folder for writing and removes partial files that killed processes left.
     *
     * @param named the folder, or a link to it such as runs/latest
     * @throws UserInputException if it is not a run's folder, its description is damaged, or another process writes it
     */
    public static ResumedRun open(Path named) {
        try {
            Path folder = described(named);
            RunLock lock = RunLock.take(folder);
            try {
                ObjectNode description = description(named, folder);
                clean(folder);
                return new ResumedRun(folder, Optional.of(lock), description);
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(named, e);
        }
    }

    /**
     * Opens a run's folder that another task writes, for reading.
     *
     * @param named the folder, or a link to it such as runs/latest
     * @throws UserInputException if it is not a run's folder, or its description is damaged
     */
    public static ResumedRun look(Path named) {
        try {
            Path folder = described(named);
            return new ResumedRun(folder, Optional.empty(), description(named, folder));
        } catch (IOException e) {
            throw unreadable(named, e);
        }
    }

    private static Path described(Path named) throws IOException {
        Path folder = RunPlaces.existing(named);
        if (Files.exists(folder.resolve(RunPlaces.SERIES))) {
            throw new UserInputException(OPTION + named + " is a series of runs; to continue it, repeat the command"
                    + " that started it, with --out " + folder);
        }
        if (!Files.isRegularFile(new RunLayout(folder).description())) {
            throw new UserInputException(
                    OPTION + named + " is not a run: it has no run.json; name a training run's folder");
        }
        return folder;
    }

    private static ObjectNode description(Path named, Path folder) throws IOException {
        return SealedJson.open(Files.readAllBytes(new RunLayout(folder).description()))
                .orElseThrow(() -> new UserInputException(OPTION + named
                        + ": run.json was changed or is damaged; restore it from a backup, or start a new run"));
    }

    private static UserInputException unreadable(Path named, IOException problem) {
        return new UserInputException(
                OPTION + named + " cannot be read or written (" + Reasons.of(problem)
                        + "); name a training run's folder",
                problem);
    }

    private static void clean(Path folder) throws IOException {
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children = listed.toList();
        }
        for (Path child : children) {
            String name = child.getFileName().toString();
            if (name.startsWith(StagedDirectory.PREFIX) || SymbolicLinks.isLeft(name)) {
                Files.delete(child);
            }
        }
        new CheckpointFolder(new RunLayout(folder).checkpoints()).clean();
    }

    /**
     * Parses the command line again with the run's original arguments first.
     *
     * @throws UserInputException if the command line has options that only apply to a new run
     */
    public void apply(CommandLine line) {
        OF_THE_BEGINNING.stream()
                .filter(option -> line.getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new UserInputException(OPTION + folder + " and " + option
                            + " exclude each other; the run has started; omit " + option);
                });
        List<String> words = new ArrayList<>();
        description.path("arguments").forEach(word -> words.add(word.asText()));
        words.addAll(line.getParseResult().originalArgs());
        line.setOverwrittenOptionsAllowed(true);
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UserInputException(
                    OPTION + folder + ": " + e.getMessage() + "; another version wrote the run", e);
        }
    }

    /**
     * Returns the differences between a new description and the run's, as text.
     *
     * @param sealed the text of the new description
     */
    public List<String> differences(String sealed) {
        JsonNode before = isExtended(sealed) ? RunDescription.withEpochs(description, epochs(sealed)) : description;
        return RunDescription.differences(before, opened(sealed));
    }

    /** Returns whether this run is finished and the description has more epochs. */
    public boolean isExtended(String sealed) {
        return isReported() && epochs(sealed) > RunDescription.epochs(description);
    }

    private static int epochs(String sealed) {
        return RunDescription.epochs(opened(sealed));
    }

    private static JsonNode opened(String sealed) {
        return SealedJson.open(sealed.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Returns the origin of the run's initial weights; empty for random ones. */
    public Optional<JsonNode> weights() {
        return Optional.ofNullable(description.get("weights"));
    }

    /** Returns the error for a run that has changed. */
    public UserInputException changed(List<String> differences) {
        return new UserInputException(OPTION + folder + ": " + String.join(", ", differences)
                + "; restore it, or add --force to resume anyway");
    }

    /**
     * Returns the checkpoint to resume from.
     *
     * @param passedOver receives one line for each damaged checkpoint
     * @return empty if the run has no checkpoints @throws UserInputException if all are damaged
     */
    public Optional<Found> newest(Consumer<String> passedOver) {
        try {
            return new CheckpointFolder(new RunLayout(folder).checkpoints()).newest(passedOver);
        } catch (IOException e) {
            throw new UserInputException(
                    OPTION + folder + ": the checkpoints cannot be read (" + Reasons.of(e) + "); try again", e);
        }
    }

    /** Returns the checkpoint from which the writing task resumes; empty if the run has none. */
    public Optional<Found> newestSeen() {
        try {
            return new CheckpointFolder(new RunLayout(folder).checkpoints()).newestWhole();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Returns whether the run has its report, which is written last. */
    public boolean isReported() {
        return Files.exists(folder.resolve(Report.PAGE));
    }

    /** Returns the folder for writing; it keeps its single writer. */
    public RunFolder folder(boolean isDefault, CheckpointPolicy policy) {
        return RunFolder.takeUp(folder, isDefault, lock.orElseThrow(), policy);
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
