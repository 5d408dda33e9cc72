// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A version that is being written in a model's folder, under a name that servers ignore. A lock on a file in it shows
 * other exporters that its writer is running. Closing removes it if it was not published.
 */
public final class StagedVersion implements AutoCloseable {
    /** The name prefix of the locked file; the rest distinguishes the processes. */
    static final String WRITER = ".writer-";
    /**
     * The file's name in this process, which must never open it twice: closing either channel would release the lock.
     */
    static final String OWN_WRITER = WRITER + UUID.randomUUID();

    private final VersionDirectory versions;
    private final StagedDirectory staged;
    private final FileChannel writer;
    private final List<String> problems;

    private StagedVersion(
            VersionDirectory versions, StagedDirectory staged, FileChannel writer, List<String> problems) {
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
                    return new StagedVersion(
                            versions, staged, locked(staged.path().resolve(OWN_WRITER)), problems);
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

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
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
            Files.delete(staged.path().resolve(OWN_WRITER));
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
