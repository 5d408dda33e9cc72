// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An open file of which the start and the end have been read. */
public final class FileContent implements AutoCloseable {
    /** The most bytes that are read at the start of a file. */
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
     * @param path where it is
     * @return the file, to be closed by the caller
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
     * Where the file is.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * The file's length.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * The start of the file.
     *
     * @return its first bytes, at most {@link #MOST_HEAD}; not a copy
     */
    public byte[] head() {
        return head;
    }

    /**
     * The end of the file.
     *
     * @return its last two bytes, or fewer of a shorter file; not a copy
     */
    public byte[] tail() {
        return tail;
    }

    /**
     * Reads a part of the file.
     *
     * @param place the first byte
     * @param length how many bytes
     * @return the bytes
     * @throws EOFException if the file ends before
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
