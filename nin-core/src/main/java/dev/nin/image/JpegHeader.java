// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.EOFException;
import java.io.IOException;

/** Reads the markers of a JPEG file (ITU-T T.81, annex B) up to its first scan, and checks that the file has an end. */
final class JpegHeader {
    private static final int MARKER = 0xff;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int HUFFMAN_TABLES = 0xc4;
    private static final int RESERVED = 0xc8;
    private static final int ARITHMETIC_TABLES = 0xcc;
    private static final int FIRST_RESTART = 0xd0;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int TEMPORARY = 0x01;

    private JpegHeader() {}

    static StoredFrame read(ByteReader file, byte[] head) throws IOException {
        StoredFrame frame = null;
        long place = 2;
        while (true) {
            place = nextMarker(file, place);
            int marker = file.at(place);
            place++;
            if (marker == END) {
                throw new DamagedImageException("it ends before its first pixels");
            }
            if (marker == TEMPORARY || (marker >= FIRST_RESTART && marker <= START)) {
                continue;
            }
            if (marker == SCAN) {
                break;
            }
            if (isFrame(marker)) {
                frame = frame(file, place, marker, head);
            }
            place += Math.max(file.big16(place), 2);
        }
        if (frame == null) {
            throw new DamagedImageException("its pixels come before their size");
        }
        requireEnd(file, place);
        return frame;
    }

    /** Returns the offset of the code after the next 0xff bytes, of which there may be several. */
    private static long nextMarker(ByteReader file, long from) throws IOException {
        long place = from;
        while (file.at(place) != MARKER) {
            place++;
        }
        while (file.at(place) == MARKER) {
            place++;
        }
        return place;
    }

    private static boolean isFrame(int marker) {
        return marker >= FIRST_FRAME
                && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != RESERVED
                && marker != ARITHMETIC_TABLES;
    }

    private static StoredFrame frame(ByteReader file, long place, int marker, byte[] head) throws IOException {
        // The decoder does not support lossless (3, 7, 11, 15) and hierarchical (5, 6, 13, 14) frames.
        int kind = marker - FIRST_FRAME;
        if (kind % 4 == 3 || kind % 8 == 5 || kind % 8 == 6) {
            throw new DamagedImageException("it is a JPEG of a rare kind (SOF" + kind + "), which is not supported");
        }
        int bits = file.at(place + 2);
        if (bits != Byte.SIZE) {
            throw new DamagedImageException("it is a JPEG of " + bits + " bits, expected 8");
        }
        return new StoredFrame(file.big16(place + 3), file.big16(place + 5), Orientation.of(head));
    }

    /** Requires an end marker: the last two bytes, unless something was appended, as phones do. */
    private static void requireEnd(ByteReader file, long scan) throws IOException {
        long size = file.size();
        if (file.big16(size - 2) == (MARKER << Byte.SIZE | END)) {
            return;
        }
        for (long place = scan; place + 1 < size; place++) {
            if (file.at(place) == MARKER && file.at(place + 1) == END) {
                return;
            }
        }
        throw new EOFException("it has no end marker after " + size + " bytes");
    }
}
