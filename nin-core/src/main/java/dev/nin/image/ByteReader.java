// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Random access to a file's bytes; only the requested bytes are read. */
abstract class ByteReader {
    /** Returns the total number of bytes. */
    abstract long size();

    /** Returns the byte at an offset within the file. */
    abstract int byteAt(long place) throws IOException;

    /** Returns the first bytes, or all of a shorter file. */
    abstract byte[] head(int most) throws IOException;

    /**
     * Returns one byte.
     *
     * @throws EOFException if the file ends before it
     */
    final int at(long place) throws IOException {
        if (place < 0 || place >= size()) {
            throw new EOFException("it ends after " + size() + " bytes");
        }
        return byteAt(place);
    }

    /** Reads two bytes, big-endian. */
    final int big16(long place) throws IOException {
        return at(place) << 8 | at(place + 1);
    }

    /** Reads four bytes, big-endian. */
    final long big32(long place) throws IOException {
        return (long) big16(place) << 16 | big16(place + 2);
    }

    /** Reads two bytes, little-endian. */
    final int little16(long place) throws IOException {
        return at(place) | at(place + 1) << 8;
    }

    /** Reads four bytes, little-endian, as a signed number. */
    final int little32(long place) throws IOException {
        return little16(place) | little16(place + 2) << 16;
    }

    /** Returns a reader of bytes in memory. */
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
