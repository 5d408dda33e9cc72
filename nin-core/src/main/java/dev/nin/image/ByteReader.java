// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A file's bytes at any place, of which only those that are asked for are read. */
abstract class ByteReader {
    /** Number of bytes in all. */
    abstract long size();

    /** The byte at a place that is inside. */
    abstract int byteAt(long place) throws IOException;

    /** The first bytes, or all of a shorter file. */
    abstract byte[] head(int most) throws IOException;

    /**
     * One byte.
     *
     * @throws EOFException if the file ends before it
     */
    final int at(long place) throws IOException {
        if (place < 0 || place >= size()) {
            throw new EOFException("it ends after " + size() + " bytes");
        }
        return byteAt(place);
    }

    /** Two bytes, the greater first. */
    final int big16(long place) throws IOException {
        return at(place) << 8 | at(place + 1);
    }

    /** Four bytes, the greatest first. */
    final long big32(long place) throws IOException {
        return (long) big16(place) << 16 | big16(place + 2);
    }

    /** Two bytes, the smaller first. */
    final int little16(long place) throws IOException {
        return at(place) | at(place + 1) << 8;
    }

    /** Four bytes, the smallest first, as a signed number. */
    final int little32(long place) throws IOException {
        return little16(place) | little16(place + 2) << 16;
    }

    /** Of bytes in memory. */
    static ByteReader of(byte[] bytes) {
        return new ByteReader() {
            @Override
            long size() {
                return bytes.length;
            }

            @Override
            byte[] head(int most) {
                return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
            }

            @Override
            int byteAt(long place) {
                return Byte.toUnsignedInt(bytes[(int) place]);
            }
        };
    }
}
