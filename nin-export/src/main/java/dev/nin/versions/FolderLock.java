// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock on the content of a model's folder, held by one exporter of all threads and processes at a time. It ends with
 * the process, even if that crashes.
 */
final class FolderLock {
    private static final String FILE = ".lock";

    // A file lock belongs to the whole process and is lost when any of its threads closes the file.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private FolderLock() {}

    /** A change of a folder. */
    @FunctionalInterface
    interface Change<T> {
        T make() throws IOException;
    }

    /** Throws if the folder has a lock that cannot be taken, such as a read-only file. Changes nothing. */
    static void requireUsable(Path folder) throws IOException {
        if (Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            holding(folder, () -> true);
        }
    }

    /** Waits until no other exporter changes the folder, which must exist, and makes the change. */
    static <T> T holding(Path folder, Change<T> change) throws IOException {
        THREADS.lock();
        try (FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return change.make();
        } finally {
            THREADS.unlock();
        }
    }
}
