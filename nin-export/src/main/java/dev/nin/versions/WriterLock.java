// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A locked file in a folder that is being filled, which shows other exporters that its writer is running. */
final class WriterLock implements AutoCloseable {
    /** The file's name prefix; the rest distinguishes the processes. */
    private static final String PREFIX = ".writer-";
    /**
     * The file's name in this process, which must never open it twice: closing either channel would release the lock.
     */
    private static final String OWN = PREFIX + UUID.randomUUID();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Creates the file in a folder and locks it. */
    static WriterLock in(Path folder) throws IOException {
        Path file = folder.resolve(OWN);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new WriterLock(file, channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Returns whether the exporter that fills the folder is still running. */
    static boolean isHeldIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (name.equals(OWN) || (name.startsWith(PREFIX) && isLocked(child))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            @Nullable FileLock free = channel.tryLock();
            return free == null;
        }
    }

    /** Deletes the file, which stays locked. */
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
