// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's bytes, read by the piece. Not thread-safe. */
final class FileBytes extends ByteReader implements AutoCloseable {
    /** Holds the headers of nearly all photos, with their EXIF preview. */
    private static final int PIECE = 1 << 16;

    private final FileChannel file;
    private final long size;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long start;

    FileBytes(Path path) throws IOException {
        file = (FileChannel) Files.newByteChannel(path);
        try {
            size = file.size();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    long size() {
        return size;
    }

    @Override
    byte[] head(int most) throws IOException {
        if (size > 0) {
            at(0);
        }
        return Arrays.copyOf(piece.array(), Math.min(most, piece.limit()));
    }

    @Override
    int byteAt(long place) throws IOException {
        if (place < start || place >= start + piece.limit()) {
            // The end is asked for by itself: two bytes of it need no piece.
            load(place >= size - Short.BYTES ? Math.max(0, size - Short.BYTES) : place);
        }
        return Byte.toUnsignedInt(piece.get((int) (place - start)));
    }

    private void load(long from) throws IOException {
        ByteBuffer read = ByteBuffer.allocate((int) Math.min(PIECE, size - from));
        while (read.hasRemaining()) {
            if (file.read(read, from + read.position()) < 0) {
                throw new EOFException("it has become shorter than " + size + " bytes");
            }
        }
        piece = read.flip();
        start = from;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
