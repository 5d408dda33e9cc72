// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An open file whose start and end have been read. */
public final class FileContent implements AutoCloseable {
    /** The maximum number of bytes read at the start of a file. */
    public static final int MOST_HEAD = 1 << 16;

    private static final int TAIL = 2;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final byte[] head;
    private final byte[] tail;

    private FileContent(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        size = channel.size();
        head = read(0, (int) Math.min(MOST_HEAD, size));
        int last = (int) Math.min(TAIL, size);
        tail = head.length == size
                ? Arrays.copyOfRange(head, head.length - last, head.length)
                : read(size - last, last);
    }

    /**
     * Opens a file.
     *
     * @param path the file's path
     * @return the file, which the caller closes
     * @throws IOException if it cannot be read
     */
    public static FileContent open(Path path) throws IOException {
        FileChannel channel = (FileChannel) Files.newByteChannel(path);
        try {
            return new FileContent(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Returns the file's path.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the file's length.
     *
     * @return the length in bytes
     */
    public long size() {
        return size;
    }

    /**
     * Returns the start of the file.
     *
     * @return the first bytes, at most {@link #MOST_HEAD}; not a copy
     */
    public byte[] head() {
        return head;
    }

    /**
     * Returns the end of the file.
     *
     * @return the last two bytes, or fewer if the file is shorter; not a copy
     */
    public byte[] tail() {
        return tail;
    }

    /**
     * Reads a part of the file.
     *
     * @param place the position of the first byte
     * @param length the number of bytes
     * @return the bytes
     * @throws EOFException if the file ends early
     * @throws IOException if it cannot be read
     */
    public byte[] read(long place, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (channel.read(into, place + into.position()) < 0) {
                throw new EOFException("it ends after byte " + (place + into.position()) + ", expected " + size
                        + " bytes as when it was opened");
            }
        }
        return into.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
