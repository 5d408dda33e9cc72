// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.EOFException;
import java.io.IOException;

/** Reads the header of a Windows bitmap (BITMAPINFOHEADER and later). */
final class BmpHeader {
    private static final int SHORTEST = 40;

    private BmpHeader() {}

    static StoredFrame read(ByteReader file) throws IOException {
        if (file.little32(14) < SHORTEST) {
            throw new DamagedImageException("it is an OS/2 BMP, which is not supported");
        }
        int width = file.little32(18);
        // Negative if the first row is the top one.
        int height = Math.abs(file.little32(22));
        int bits = file.little16(28);
        int compression = file.little32(30);
        if (compression != 0 || (bits != 24 && bits != 32)) {
            throw new DamagedImageException("it is a BMP of " + bits + " bits and compression " + compression
                    + ", expected 24 or 32 bits, uncompressed");
        }
        long row = ((long) width * bits / Byte.SIZE + 3) / 4 * 4;
        long end = Integer.toUnsignedLong(file.little32(10)) + row * height;
        if (width > 0 && height > 0 && end > file.size()) {
            throw new EOFException("it has " + file.size() + " bytes, expected " + end);
        }
        return new StoredFrame(height, width, Orientation.NONE);
    }
}
