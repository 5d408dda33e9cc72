// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.google.common.primitives.Longs;
import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a run's folder, held by one process at a time. The operating system releases it when the process ends in
 * any way. The file with the process's id may remain and means nothing by itself.
 */
public final class RunLock implements AutoCloseable {
    /** The locked file, which holds the process's id. */
    public static final String FILE = ".lock";

    private static final int LONGEST_ID = 20;

    // A lock belongs to the whole process, and is lost when any of its threads closes the file.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder for writing.
     *
     * @param folder the run's folder, which exists
     * @throws UserInputException if another process, or another run in this process, holds the lock
     * @throws IOException if the folder cannot be written
     */
    public static RunLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OWN.add(real)) {
            throw taken(folder, ProcessHandle.current().pid());
        }
        try {
            return new RunLock(real, locked(folder, real.resolve(FILE)));
        } catch (IOException | RuntimeException | Error e) {
            OWN.remove(real);
            throw e;
        }
    }

    private static FileChannel locked(Path folder, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder, writer(file));
            }
            String id = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable Long writer(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Longs.tryParse(new String(in.readNBytes(LONGEST_ID), StandardCharsets.US_ASCII).strip());
        }
    }

    private static UserInputException taken(Path folder, @Nullable Long process) {
        return new UserInputException("the run in " + folder + " is being written by "
                + (process == null ? "another process" : "process " + process) + "; wait for it to end or stop it "
                + "first");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OWN.remove(folder);
        }
    }
}
