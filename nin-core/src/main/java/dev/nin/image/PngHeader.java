// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.IOException;
import java.util.zip.CRC32;

/** Reads the chunks of a PNG file (W3C PNG 1.2, chapter 5) from its header to its end. */
final class PngHeader {
    private static final int FIRST_CHUNK = 8;
    /** The bytes of a chunk's length, type and checksum. */
    private static final int AROUND = 12;

    private static final int HEADER_LENGTH = 13;
    private static final long HEADER = 0x49484452L;
    private static final long END = 0x49454e44L;
    private static final long PIXELS = 0x49444154L;

    private PngHeader() {}

    static StoredFrame read(ByteReader file) throws IOException {
        if (file.big32(FIRST_CHUNK) != HEADER_LENGTH || file.big32(FIRST_CHUNK + 4) != HEADER) {
            throw new DamagedImageException("it is a PNG without a header");
        }
        requireChecksum(file);
        long width = file.big32(FIRST_CHUNK + 8);
        long height = file.big32(FIRST_CHUNK + 12);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new DamagedImageException("its header states " + height + "×" + width + " pixels");
        }
        requireEnd(file);
        return new StoredFrame((int) height, (int) width, Orientation.NONE);
    }

    private static void requireChecksum(ByteReader file) throws IOException {
        CRC32 checksum = new CRC32();
        int from = FIRST_CHUNK + 4;
        for (int place = from; place < from + 4 + HEADER_LENGTH; place++) {
            checksum.update(file.at(place));
        }
        if (checksum.getValue() != file.big32(from + 4 + HEADER_LENGTH)) {
            throw new DamagedImageException("its header is damaged");
        }
    }

    private static void requireEnd(ByteReader file) throws IOException {
        boolean hasPixels = false;
        long place = FIRST_CHUNK;
        while (true) {
            long type = file.big32(place + 4);
            hasPixels |= type == PIXELS;
            place += AROUND + file.big32(place);
            if (type == END) {
                break;
            }
        }
        file.at(place - 1);
        if (!hasPixels) {
            throw new DamagedImageException("it is a PNG without pixels");
        }
    }
}
