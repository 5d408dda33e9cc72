// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of records as TensorFlow has them: each record its length (64 bits, little-endian), the length's checksum, the
 * data and the data's checksum.
 */
public final class RecordFile {
    private static final int LENGTH_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MASK_ROTATION = 15;
    private static final int MASK = 0xa282ead8;

    private RecordFile() {}

    /**
     * Writes a file whole.
     *
     * @param file the file, replaced where it is there
     * @param records their data
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<ByteString> records) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (ByteString record : records) {
                out.write(record(record.toByteArray()));
            }
        }
    }

    /** A record as it is in a file, whole. */
    public static byte[] record(byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(LENGTH_BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(data).putInt(checksum(data, data.length));
        return record.array();
    }

    /**
     * Reads a file whole.
     *
     * @param file the file
     * @return the records' data
     * @throws IOException if the file cannot be read or a record is not whole
     */
    public static List<ByteString> read(Path file) throws IOException {
        List<ByteString> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(in)) {
            long left = Files.size(file);
            while (left > 0) {
                byte[] start = new byte[(int) Math.min(LENGTH_BYTES, left)];
                data.readFully(start);
                long length = start.length == LENGTH_BYTES ? littleEndian(start).getLong() : -1;
                left -= LENGTH_BYTES + length + Integer.BYTES;
                if (length < 0 || left < 0 || littleEndian(start).getInt(Long.BYTES) != checksum(start, Long.BYTES)) {
                    throw damaged(records);
                }
                byte[] record = new byte[Math.toIntExact(length)];
                byte[] end = new byte[Integer.BYTES];
                data.readFully(record);
                data.readFully(end);
                if (littleEndian(end).getInt() != checksum(record, record.length)) {
                    throw damaged(records);
                }
                records.add(ByteString.copyFrom(record));
            }
        }
        return records;
    }

    /**
     * The whole records at the start of a file, up to one that is torn or damaged.
     *
     * @param file what the file holds
     * @return the records as they are in the file
     */
    public static List<byte[]> wholeRecords(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer rest = littleEndian(file);
        while (rest.remaining() >= LENGTH_BYTES + Integer.BYTES) {
            int start = rest.position();
            long length = rest.getLong(start);
            if (length < 0 || length > rest.remaining() - LENGTH_BYTES - Integer.BYTES) {
                break;
            }
            byte[] record = new byte[LENGTH_BYTES + (int) length + Integer.BYTES];
            rest.get(record);
            byte[] data = data(record);
            boolean isWhole = rest.getInt(start + Long.BYTES) == checksum(record, Long.BYTES)
                    && rest.getInt(start + LENGTH_BYTES + data.length) == checksum(data, data.length);
            if (!isWhole) {
                break;
            }
            records.add(record);
        }
        return records;
    }

    /** The data of a record as it is in a file. */
    public static byte[] data(byte[] record) {
        return Arrays.copyOfRange(record, LENGTH_BYTES, record.length - Integer.BYTES);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static IOException damaged(List<ByteString> before) {
        return new IOException("record " + (before.size() + 1) + " is damaged");
    }

    /** CRC32C, rotated and moved, so that checksums of data that holds checksums stay good. */
    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK;
    }
}
