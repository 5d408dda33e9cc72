// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import static dev.nin.files.RecordFraming.FOOTER_BYTES;
import static dev.nin.files.RecordFraming.HEADER_BYTES;

import com.google.common.primitives.Longs;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.RecordFraming;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A TFRecord file with random access to its records. Its index is built from the record headers only. Each read opens
 * the file, so a data set may have more shards than a process may have open files. Safe for use by several threads.
 */
final class TfRecordFile {
    private final Path path;
    /** The start of each record, followed by the end of the file. */
    private final long[] starts;

    private TfRecordFile(Path path, long[] starts) {
        this.path = path;
        this.starts = starts;
    }

    /** Receives a record's number, from 0, and its data as a stream that is read only as far as needed. */
    @FunctionalInterface
    interface Visitor {
        void visit(int index, RecordStream data) throws IOException;
    }

    /**
     * Opens a file and visits its records.
     *
     * @throws UserInputException if it cannot be read, is compressed, is truncated or has a damaged header
     */
    static TfRecordFile open(Path path, Visitor visitor) {
        try (FileChannel channel = (FileChannel) Files.newByteChannel(path)) {
            long end = channel.size();
            List<Long> starts = new ArrayList<>();
            long start = 0;
            while (start < end) {
                long dataLength = length(path, channel, starts.size(), start, end);
                long dataStart = start + HEADER_BYTES;
                visitor.visit(starts.size(), new RecordStream(channel, dataStart, dataLength));
                starts.add(start);
                start = dataStart + dataLength + FOOTER_BYTES;
            }
            starts.add(end);
            return new TfRecordFile(path, Longs.toArray(starts));
        } catch (IOException e) {
            throw new UserInputException(path + " cannot be read (" + Reasons.of(e) + ")", e);
        }
    }

    private static long length(Path path, FileChannel channel, int index, long start, long end) throws IOException {
        if (end - start < HEADER_BYTES) {
            throw cutOff(path, index, end);
        }
        byte[] header = read(channel, start, HEADER_BYTES);
        long length = RecordFraming.length(header);
        if (length < 0) {
            boolean isGzip = start == 0 && header[0] == 0x1f && header[1] == (byte) 0x8b;
            throw new UserInputException(
                    isGzip
                            ? path + " is compressed, expected plain TFRecord; write it without compression"
                            : path + ": the header of record " + (index + 1) + " at byte " + start
                                    + " is damaged, expected TFRecord; copy the file again");
        }
        if (length > end - start - HEADER_BYTES - FOOTER_BYTES) {
            throw cutOff(path, index, end);
        }
        return length;
    }

    private static UserInputException cutOff(Path path, int index, long end) {
        return new UserInputException(
                path + " is cut off at byte " + end + ", within record " + (index + 1) + "; copy the file again");
    }

    int size() {
        return starts.length - 1;
    }

    /** Returns a record's name for messages. */
    String name(int index) {
        return path.getFileName() + " record " + (index + 1);
    }

    /**
     * Returns the data of a record.
     *
     * @throws UserInputException if the file can no longer be read or the data is damaged
     */
    byte[] data(int index) {
        long start = starts[index] + HEADER_BYTES;
        int length = Math.toIntExact(starts[index + 1] - start);
        try (FileChannel channel = (FileChannel) Files.newByteChannel(path)) {
            byte[] bytes = read(channel, start, length);
            if (!RecordFraming.isWhole(bytes, 0, length - FOOTER_BYTES)) {
                throw new UserInputException(path + ": record " + (index + 1)
                        + " is damaged: its checksum is not that of its data; copy the file again");
            }
            return Arrays.copyOf(bytes, length - FOOTER_BYTES);
        } catch (IOException e) {
            throw new UserInputException(
                    path + ": record " + (index + 1) + " cannot be read (" + Reasons.of(e) + ")", e);
        }
    }

    private static byte[] read(FileChannel channel, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return bytes.array();
    }
}
