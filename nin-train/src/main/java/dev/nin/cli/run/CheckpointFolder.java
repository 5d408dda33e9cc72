// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.google.common.collect.Lists;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.files.StagedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a run's checkpoints: epoch-0002 is the one after the second epoch, epoch-0002-step-00000345 one within
 * the third. Only complete checkpoints have such names; one to be removed is renamed first. Runs do not resume from a
 * calibrated copy, such as epoch-0002-calibrated-1.
 *
 * @param path the folder, which need not exist
 */
public record CheckpointFolder(Path path) {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{4,9})(?:-step-(\\d{8,18}))?");
    private static final Pattern CALIBRATED = Pattern.compile("(.+)-calibrated-\\d{1,9}");
    private static final String REMOVED = ".removed-";
    private static final String DAMAGED = ".damaged-";

    /** A checkpoint and its path. */
    public record Found(Path path, Checkpoint checkpoint) {}

    /** Returns the path of the checkpoint at the end of an epoch. */
    public Path atEnd(int epoch) {
        return path.resolve(String.format(Locale.ROOT, "epoch-%04d", epoch));
    }

    /** Returns the path of the checkpoint within an epoch; {@code step} counts from the start of the run. */
    public Path within(int finishedEpochs, long step) {
        return path.resolve(String.format(Locale.ROOT, "epoch-%04d-step-%08d", finishedEpochs, step));
    }

    /**
     * Returns an unused path for a calibrated copy of a checkpoint.
     *
     * @param checkpoint a checkpoint of this folder, or a calibrated copy of one
     */
    Path calibrated(Path checkpoint) {
        String name = checkpoint.getFileName().toString();
        Matcher copy = CALIBRATED.matcher(name);
        String original = copy.matches() ? copy.group(1) : name;
        for (int i = 1; ; i++) {
            Path next = path.resolve(original + "-calibrated-" + i);
            if (!Files.exists(next)) {
                return next;
            }
        }
    }

    /** Removes all calibrated copies but one. */
    void removeCalibratedBut(Optional<Path> kept) throws IOException {
        for (Path child : children()) {
            if (CALIBRATED.matcher(child.getFileName().toString()).matches() && !kept.equals(Optional.of(child))) {
                delete(rename(child, REMOVED));
            }
        }
    }

    /** Returns all checkpoints, intact or damaged, from oldest to newest. */
    public List<Path> all() throws IOException {
        return children().stream()
                .filter(child -> matcher(child).matches())
                .sorted(Comparator.comparingLong((Path child) -> number(child, 1))
                        .thenComparingLong(child -> number(child, 2)))
                .toList();
    }

    private List<Path> children() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(path)) {
            return listed.toList();
        }
    }

    /**
     * Reads the newest intact checkpoint, and renames newer ones that are damaged.
     *
     * @param passedOver receives one line for each damaged one
     * @return empty if there are no checkpoints
     * @throws UserInputException if there are checkpoints and none is intact
     */
    public Optional<Found> newest(Consumer<String> passedOver) throws IOException {
        List<Path> all = all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Path candidate = all.get(i);
            try {
                Found found = new Found(candidate, Checkpoint.read(candidate));
                for (Path damaged : all.subList(i + 1, all.size())) {
                    rename(damaged, DAMAGED);
                }
                return Optional.of(found);
            } catch (UserInputException e) {
                passedOver.accept("skipped: " + e.getMessage());
            }
        }
        if (!all.isEmpty()) {
            throw new UserInputException("none of the " + all.size() + " checkpoints in " + path
                    + " is intact; start a new run, or restore one from a backup");
        }
        return Optional.empty();
    }

    /** Returns whether a checkpoint exists and is undamaged. */
    static boolean isWhole(Path checkpoint) {
        try {
            return Checkpoint.read(checkpoint).step() >= 0;
        } catch (UserInputException e) {
            return false;
        }
    }

    /** Reads the newest intact checkpoint without changing any. */
    Optional<Found> newestWhole() throws IOException {
        for (Path candidate : Lists.reverse(all())) {
            try {
                return Optional.of(new Found(candidate, Checkpoint.read(candidate)));
            } catch (UserInputException e) {
                // The task that writes this folder reports damaged checkpoints.
            }
        }
        return Optional.empty();
    }

    /** Removes all but the newest checkpoints and the best one. */
    void removeAllBut(int newest, Optional<Path> best) throws IOException {
        List<Path> all = all();
        for (Path old : all.subList(0, Math.max(0, all.size() - newest))) {
            if (!best.equals(Optional.of(old))) {
                delete(rename(old, REMOVED));
            }
        }
    }

    /** Removes partially written or removed checkpoints that killed processes left. */
    void clean() throws IOException {
        for (Path child : children()) {
            String name = child.getFileName().toString();
            if (name.startsWith(REMOVED) || name.startsWith(StagedDirectory.PREFIX)) {
                delete(child);
            }
        }
    }

    private static Path rename(Path checkpoint, String prefix) throws IOException {
        Path renamed = checkpoint.resolveSibling(prefix + checkpoint.getFileName());
        if (Files.exists(renamed)) {
            delete(renamed);
        }
        return Files.move(checkpoint, renamed, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private static Matcher matcher(Path child) {
        return NAME.matcher(child.getFileName().toString());
    }

    private static long number(Path child, int group) {
        Matcher matcher = matcher(child);
        return matcher.matches() && matcher.group(group) != null ? Long.parseLong(matcher.group(group)) : 0;
    }
}
