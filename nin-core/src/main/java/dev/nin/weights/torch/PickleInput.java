// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, each read once. */
final class PickleInput {
    /** The maximum bytes of a string, far more than any tensor's name has. */
    private static final int LONGEST_TEXT = 1 << 20;
    /** The maximum bytes of a line with a module's or class's name. */
    private static final int LONGEST_LINE = 1 << 10;

    private final InputStream in;
    private long position;

    PickleInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns the number of bytes read so far. */
    long position() {
        return position;
    }

    int unsignedByte() throws IOException, DamagedFileException {
        int read = in.read();
        if (read < 0) {
            throw new DamagedFileException("its pickle ends early");
        }
        position++;
        return read;
    }

    /** Reads an unsigned little-endian integer of the given number of bytes. */
    long unsigned(int bytes) throws IOException, DamagedFileException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) unsignedByte() << (i * Byte.SIZE);
        }
        return value;
    }

    /** Reads a little-endian integer of the given number of bytes in two's complement. */
    Number signed(int bytes) throws IOException, DamagedFileException {
        byte[] read = bytes(bytes);
        for (int i = 0; i < bytes / 2; i++) {
            byte swapped = read[i];
            read[i] = read[bytes - 1 - i];
            read[bytes - 1 - i] = swapped;
        }
        BigInteger value = bytes == 0 ? BigInteger.ZERO : new BigInteger(read);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** Reads a big-endian double. */
    double bigEndianDouble() throws IOException, DamagedFileException {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | unsignedByte();
        }
        return Double.longBitsToDouble(bits);
    }

    byte[] bytes(long length) throws IOException, DamagedFileException {
        if (length < 0 || length > LONGEST_TEXT) {
            throw new DamagedFileException(
                    "its pickle has a string of " + length + " bytes, expected at most " + LONGEST_TEXT);
        }
        // Allocates only as much as the input holds, whatever length is claimed.
        byte[] read = in.readNBytes((int) length);
        position += read.length;
        if (read.length < length) {
            throw new DamagedFileException("its pickle ends early");
        }
        return read;
    }

    String text(long length) throws IOException, DamagedFileException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** Reads up to the next line feed. */
    String line() throws IOException, DamagedFileException {
        StringBuilder line = new StringBuilder();
        for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
            if (line.length() == LONGEST_LINE) {
                throw new DamagedFileException("its pickle has a line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
