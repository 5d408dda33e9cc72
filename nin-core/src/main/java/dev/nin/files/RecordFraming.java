// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The record framing of TensorFlow's files: the length (64 bits, little-endian), the length's checksum, the data and
 * the data's checksum.
 */
public final class RecordFraming {
    /** Number of bytes before a record's data. */
    public static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
    /** Number of bytes after a record's data. */
    public static final int FOOTER_BYTES = Integer.BYTES;

    private static final int MASK_ROTATION = 15;
    private static final int MASK = 0xa282ead8;

    private RecordFraming() {}

    /**
     * Frames a record for a file.
     *
     * @param data the record's data
     * @return header, data and footer
     */
    public static byte[] frame(byte[] data) {
        byte[] record = new byte[HEADER_BYTES + data.length + FOOTER_BYTES];
        ByteBuffer numbers = littleEndian(record).putLong(data.length);
        numbers.putInt(checksum(record, 0, Long.BYTES));
        numbers.put(data).putInt(checksum(data, 0, data.length));
        return record;
    }

    /**
     * Returns the length from a record's header.
     *
     * @param header bytes that start with the header
     * @return the number of data bytes; -1 if the header is damaged
     */
    public static long length(byte[] header) {
        ByteBuffer numbers = littleEndian(header);
        long length = numbers.getLong(0);
        return numbers.getInt(Long.BYTES) == checksum(header, 0, Long.BYTES) ? Math.max(length, -1) : -1;
    }

    /**
     * Returns whether a record's data is undamaged.
     *
     * @param bytes data and footer
     * @param start index of the first data byte
     * @param length number of data bytes
     * @return whether the footer matches the data
     */
    public static boolean isWhole(byte[] bytes, int start, int length) {
        return littleEndian(bytes).getInt(start + length) == checksum(bytes, start, length);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns TensorFlow's masked CRC32C, which is rotated and shifted because data may itself contain checksums. */
    private static int checksum(byte[] bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK;
    }
}
