// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder that is filled under a temporary name next to its final path and then renamed, so that it is never visible
 * half-written. Closing an unpublished one deletes it.
 */
public final class StagedDirectory implements AutoCloseable {
    /** Name prefix of all unfinished folders; it hides them and is not a number. */
    public static final String PREFIX = ".unfinished-";

    private final Path parent;
    private final Path path;
    private boolean published;

    private StagedDirectory(Path parent, Path path) {
        this.parent = parent;
        this.path = path;
    }

    /**
     * Creates an empty folder under a temporary name.
     *
     * @param parent the folder to publish it in; created if missing
     * @return the staged folder
     * @throws UserInputException if the parent cannot be created or written
     */
    public static StagedDirectory in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new StagedDirectory(parent, Files.createDirectory(parent.resolve(PREFIX + UUID.randomUUID())));
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + parent + " cannot be written (" + Reasons.of(e) + "); name another or make room", e);
        }
    }

    /**
     * Returns the path to write to.
     *
     * @return the folder under its temporary name
     */
    public Path path() {
        return path;
    }

    /**
     * Forces all content to disk and renames the folder to its final name.
     *
     * @param name its name in the parent
     * @return its final path
     * @throws FileAlreadyExistsException if the name is taken; nothing is changed
     * @throws IOException if the folder cannot be written or renamed
     */
    public Path publish(String name) throws IOException {
        Path target = parent.resolve(name);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        sync();
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system cannot rename " + path + " atomically", e);
        } catch (FileSystemException e) {
            // Another process has published the name in the meantime; the JDK has no specific exception for this.
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            throw e;
        }
        published = true;
        force(parent);
        return target;
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private void sync() throws IOException {
        List<Path> written;
        try (Stream<Path> walk = Files.walk(path)) {
            written = walk.toList();
        }
        for (Path each : written) {
            force(each);
        }
    }

    /** Forces a file's content or a folder's entries to disk. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
