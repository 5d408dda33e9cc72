// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import static dev.nin.files.RecordFraming.FOOTER_BYTES;
import static dev.nin.files.RecordFraming.HEADER_BYTES;

import com.google.protobuf.ByteString;
import dev.nin.files.RecordFraming;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of records, each framed by {@link RecordFraming}. */
public final class RecordFile {
    private RecordFile() {}

    /**
     * Writes a complete file.
     *
     * @param file the file, replaced if it exists
     * @param records the records' data
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<ByteString> records) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (ByteString record : records) {
                out.write(RecordFraming.frame(record.toByteArray()));
            }
        }
    }

    /**
     * Reads a complete file.
     *
     * @param file the file
     * @return the records' data
     * @throws IOException if the file cannot be read or a record is damaged
     */
    public static List<ByteString> read(Path file) throws IOException {
        List<ByteString> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                DataInputStream data = new DataInputStream(in)) {
            long left = Files.size(file);
            while (left > 0) {
                byte[] header = new byte[(int) Math.min(HEADER_BYTES, left)];
                data.readFully(header);
                long length = header.length == HEADER_BYTES ? RecordFraming.length(header) : -1;
                left -= HEADER_BYTES + length + FOOTER_BYTES;
                if (length < 0 || left < 0) {
                    throw damaged(records);
                }
                byte[] record = new byte[Math.toIntExact(length + FOOTER_BYTES)];
                data.readFully(record);
                if (!RecordFraming.isWhole(record, 0, (int) length)) {
                    throw damaged(records);
                }
                records.add(ByteString.copyFrom(record, 0, (int) length));
            }
        }
        return records;
    }

    /**
     * Returns the intact records at the start of a file, up to the first that is cut off or damaged.
     *
     * @param file the file's content
     * @return the records with their framing
     */
    public static List<byte[]> wholeRecords(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        int start = 0;
        while (file.length - start >= HEADER_BYTES + FOOTER_BYTES) {
            long length = RecordFraming.length(Arrays.copyOfRange(file, start, start + HEADER_BYTES));
            boolean isWhole = length >= 0
                    && length <= file.length - start - HEADER_BYTES - FOOTER_BYTES
                    && RecordFraming.isWhole(file, start + HEADER_BYTES, (int) length);
            if (!isWhole) {
                break;
            }
            int end = start + HEADER_BYTES + (int) length + FOOTER_BYTES;
            records.add(Arrays.copyOfRange(file, start, end));
            start = end;
        }
        return records;
    }

    /** Returns the data of a framed record. */
    public static byte[] data(byte[] record) {
        return Arrays.copyOfRange(record, HEADER_BYTES, record.length - FOOTER_BYTES);
    }

    private static IOException damaged(List<ByteString> before) {
        return new IOException("record " + (before.size() + 1) + " is damaged");
    }
}
