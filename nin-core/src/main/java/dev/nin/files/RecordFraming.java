// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Records as TensorFlow's files have them: each its length (64 bits, little-endian), the length's checksum, the data
 * and the data's checksum.
 */
public final class RecordFraming {
    /** Bytes in front of a record's data. */
    public static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
    /** Bytes after a record's data. */
    public static final int FOOTER_BYTES = Integer.BYTES;

    private static final int MASK_ROTATION = 15;
    private static final int MASK = 0xa282ead8;

    private RecordFraming() {}

    /**
     * A record as it is in a file.
     *
     * @param data what it holds
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
     * The length in a record's header.
     *
     * @param header bytes that begin with the header
     * @return bytes of data; -1 if the header is damaged
     */
    public static long length(byte[] header) {
        ByteBuffer numbers = littleEndian(header);
        long length = numbers.getLong(0);
        return numbers.getInt(Long.BYTES) == checksum(header, 0, Long.BYTES) ? Math.max(length, -1) : -1;
    }

    /**
     * Whether a record's data is what was written.
     *
     * @param bytes data and footer
     * @param start where the data begins
     * @param length bytes of data
     * @return whether the footer is that of the data
     */
    public static boolean isWhole(byte[] bytes, int start, int length) {
        return littleEndian(bytes).getInt(start + length) == checksum(bytes, start, length);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** CRC32C, rotated and moved, so that checksums of data that holds checksums stay good. */
    private static int checksum(byte[] bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK;
    }
}
