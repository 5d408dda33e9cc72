// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A version that is being written in a model's folder, under a name that servers ignore. A lock on a file in it shows
 * other exporters that its writer is running. Closing removes it if it was not published.
 */
public final class StagedVersion implements AutoCloseable {
    private final VersionDirectory versions;
    private final StagedDirectory staged;
    private final WriterLock writer;
    private final List<String> problems;

    private StagedVersion(VersionDirectory versions, StagedDirectory staged, WriterLock writer, List<String> problems) {
        this.versions = versions;
        this.staged = staged;
        this.writer = writer;
        this.problems = new ArrayList<>(problems);
    }

    /**
     * Creates an empty folder to fill, and removes leftovers of crashed exporters.
     *
     * @throws UserInputException if the model's folder cannot be written
     */
    public static StagedVersion in(VersionDirectory versions) {
        Path base = versions.base();
        try {
            Files.createDirectories(base);
            return FolderLock.holding(base, () -> {
                List<String> problems = Leftovers.remove(base);
                StagedDirectory staged = StagedDirectory.in(base);
                try {
                    return new StagedVersion(versions, staged, WriterLock.in(staged.path()), problems);
                } catch (IOException | RuntimeException | Error e) {
                    staged.close();
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + base + " cannot be written (" + Reasons.of(e) + "); name another or make room", e);
        }
    }

    /** Returns the folder to write to. */
    public Path path() {
        return staged.path();
    }

    /**
     * Publishes the folder under its version number.
     *
     * @param wanted the number; empty for the next one
     * @param keep the number of newest versions to keep; empty for all. The published one is always kept
     * @return the published folder
     * @throws UserInputException if the number is taken
     * @throws IOException if the folder cannot be written
     */
    public Path publish(OptionalLong wanted, OptionalInt keep) throws IOException {
        return FolderLock.holding(versions.base(), () -> {
            wanted.ifPresent(versions::requireFree);
            long number = wanted.orElseGet(versions::next);
            // Written first: losing a number in a crash is better than using it twice.
            HighestVersion.raise(versions.base(), number);
            // Nobody looks for leftovers under the folder's lock, so the writer's file is no longer needed.
            writer.deleteFile();
            Path published = staged.publish(Long.toString(number));
            if (keep.isPresent()) {
                problems.addAll(versions.removeAllBut(keep.getAsInt(), number, Leftovers::delete));
            }
            return published;
        });
    }

    /** Returns a line for each folder that could not be removed. The version is published nevertheless. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() throws IOException {
        try (writer) {
            FolderLock.holding(versions.base(), () -> {
                staged.close();
                return true;
            });
        }
    }
}
