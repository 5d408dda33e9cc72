// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.nio.charset.StandardCharsets;

/**
 * The EXIF orientation of a JPEG file, from 1 to 8 (EXIF 2.3, tag 0x0112). It is read from the first EXIF segment that
 * starts in the first 64 KiB; malformed data means 1. {@link OrientationOperations} finds the same value.
 */
final class Orientation {
    /** The image is displayed as stored. */
    static final int NONE = 1;

    static final int MOST = 8;
    /** From this value on, height and width are exchanged. */
    static final int FIRST_TURNED = 5;

    /** The number of bytes searched. */
    static final int SEARCHED = 1 << 16;
    /** More entries than any camera writes. */
    static final int MOST_ENTRIES = 512;

    static final int TAG = 0x0112;
    static final int SHORT = 3;
    static final int ENTRY = 12;
    /** From a segment's marker to the word Exif, and to the TIFF structure after it. */
    static final int TO_NAME = 4;

    static final int TO_TIFF = 10;
    static final String NAME = "Exif\0\0";
    static final String SEGMENT = "\u00ff\u00e1";

    private Orientation() {}

    static boolean isTurned(int orientation) {
        return orientation >= FIRST_TURNED;
    }

    /** @param head the first 64 KiB of a JPEG file, or all of a shorter one */
    static int of(byte[] head) {
        // The JVM searches strings of one byte per character with vector instructions.
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (int name = text.indexOf(NAME); name >= 0; name = text.indexOf(NAME, name + 1)) {
            if (text.startsWith(SEGMENT, name - TO_NAME)) {
                return ofTiff(new Tiff(head, name - TO_NAME + TO_TIFF));
            }
        }
        return NONE;
    }

    private static int ofTiff(Tiff tiff) {
        // The directory lies in the searched part, so its offset fits into two bytes.
        if (!tiff.isValid() || tiff.high16(4) != 0) {
            return NONE;
        }
        int directory = tiff.low16(4);
        int entries = Math.min(tiff.number(directory), MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (tiff.number(entry) == TAG && tiff.number(entry + 2) == SHORT) {
                int found = tiff.number(entry + 8);
                return found >= NONE && found <= MOST ? found : NONE;
            }
        }
        return NONE;
    }

    /** The TIFF structure of EXIF in the searched part of a file; bytes after that part read as 0. */
    // A read-only view of the file's bytes.
    @SuppressWarnings("ArrayRecordComponent")
    private record Tiff(byte[] head, int start) {
        private boolean isLittle() {
            return at(0) == 'I' && at(1) == 'I';
        }

        boolean isValid() {
            return (isLittle() || (at(0) == 'M' && at(1) == 'M')) && number(2) == 42;
        }

        int low16(int place) {
            return number(isLittle() ? place : place + 2);
        }

        int high16(int place) {
            return number(isLittle() ? place + 2 : place);
        }

        int number(int place) {
            return isLittle() ? at(place) | at(place + 1) << 8 : at(place) << 8 | at(place + 1);
        }

        private int at(int place) {
            return start + place < head.length ? Byte.toUnsignedInt(head[start + place]) : 0;
        }
    }
}
