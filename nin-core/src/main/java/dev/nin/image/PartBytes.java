// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.IOException;
import java.util.Arrays;

/** A file's bytes, whose start and end are in memory and whose rest is read in chunks. Not thread-safe. */
final class PartBytes extends ByteReader {
    private static final int PIECE = 1 << 16;

    /** Reads a part of the file. */
    @FunctionalInterface
    interface Rest {
        byte[] read(long place, int length) throws IOException;
    }

    private final byte[] head;
    private final byte[] tail;
    private final long size;
    private final Rest rest;
    private byte[] piece = {};
    private long start;

    PartBytes(byte[] head, byte[] tail, long size, Rest rest) {
        this.head = head;
        this.tail = tail;
        this.size = size;
        this.rest = rest;
    }

    @Override
    long size() {
        return size;
    }

    @Override
    byte[] head(int most) {
        return head.length <= most ? head : Arrays.copyOf(head, most);
    }

    @Override
    int byteAt(long place) throws IOException {
        if (place < head.length) {
            return Byte.toUnsignedInt(head[(int) place]);
        }
        if (place >= size - tail.length) {
            return Byte.toUnsignedInt(tail[(int) (place - (size - tail.length))]);
        }
        if (place < start || place >= start + piece.length) {
            piece = rest.read(place, (int) Math.min(PIECE, size - place));
            start = place;
        }
        return Byte.toUnsignedInt(piece[(int) (place - start)]);
    }
}
