// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.cli.CheckpointFolder.Found;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import dev.nin.model.UserInputException;
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

/** A run that is to go on: its folder, which nobody else writes, and what it was. */
final class ResumedRun implements AutoCloseable {
    private static final String OPTION = "--resume ";
    /** Options whose values belong to a run's beginning. */
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
     * Takes a run's folder, and removes what killed processes have left half written in it.
     *
     * @param named the folder, or a link to it such as runs/latest
     * @throws UserInputException if it is no run's, its description is damaged, or somebody else writes it
     */
    static ResumedRun open(Path named) {
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
     * Looks at a run's folder that another task writes.
     *
     * @param named the folder, or a link to it such as runs/latest
     * @throws UserInputException if it is no run's, or its description is damaged
     */
    static ResumedRun look(Path named) {
        try {
            Path folder = described(named);
            return new ResumedRun(folder, Optional.empty(), description(named, folder));
        } catch (IOException e) {
            throw unreadable(named, e);
        }
    }

    private static Path described(Path named) throws IOException {
        Path folder = RunPlaces.existing(named);
        if (!Files.isRegularFile(folder.resolve("run.json"))) {
            throw new UserInputException(
                    OPTION + named + " is not a run: it has no run.json; name a training run's folder");
        }
        return folder;
    }

    private static ObjectNode description(Path named, Path folder) throws IOException {
        return SealedJson.open(Files.readAllBytes(folder.resolve("run.json")))
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
            if (name.startsWith(StagedDirectory.PREFIX) || Links.isLeft(name)) {
                Files.delete(child);
            }
        }
        new CheckpointFolder(folder.resolve("checkpoints")).clean();
    }

    /**
     * Parses the command line anew with the run's own words in front, so that it says again what it said then.
     *
     * @throws UserInputException if the command line has options that only a new run can have
     */
    void apply(CommandLine line) {
        OF_THE_BEGINNING.stream()
                .filter(option -> line.getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new UserInputException(OPTION + folder + " and " + option
                            + " exclude each other; the run has started; omit " + option + "");
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
     * What a new description has that the run's has not, in words.
     *
     * @param sealed the text of such a description
     */
    List<String> differences(String sealed) {
        JsonNode now = SealedJson.open(sealed.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return RunDescription.differences(description, now);
    }

    /** Where the run began, unless with drawn weights. */
    Optional<JsonNode> weights() {
        return Optional.ofNullable(description.get("weights"));
    }

    /** Refuses to go on though something has changed. */
    UserInputException changed(List<String> differences) {
        return new UserInputException(OPTION + folder + ": " + String.join(", ", differences)
                + "; restore it, or add --force to resume anyway");
    }

    /**
     * The checkpoint to resume from.
     *
     * @param passedOver is told of each damaged one in one line
     * @return empty if the run came to none
     * @throws UserInputException if all are damaged
     */
    Optional<Found> newest(Consumer<String> passedOver) {
        try {
            return new CheckpointFolder(folder.resolve("checkpoints")).newest(passedOver);
        } catch (IOException e) {
            throw new UserInputException(
                    OPTION + folder + ": the checkpoints cannot be read (" + Reasons.of(e) + "); try again", e);
        }
    }

    /** The checkpoint that the task that writes the folder goes on from; empty if the run came to none. */
    Optional<Found> newestSeen() {
        try {
            return new CheckpointFolder(folder.resolve("checkpoints")).newestWhole();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Whether the run came to its report, which is written last. */
    boolean isReported() {
        return Files.exists(folder.resolve(Report.PAGE));
    }

    /** The folder to write on, which goes on to have one writer. */
    RunFolder folder(boolean isDefault, CheckpointPolicy policy) {
        return RunFolder.takeUp(folder, isDefault, lock.orElseThrow(), policy);
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
