// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.protobuf.ByteString;
import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * A file of events as TensorBoard reads it: records, each its length (64 bits, little-endian), the length's checksum,
 * the data and the data's checksum. Each event is in the file when the method returns.
 */
final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";
    private static final int LENGTH_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MASK_ROTATION = 15;
    private static final int MASK = 0xa282ead8;

    private final Path file;
    private final FileChannel channel;

    private EventFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Creates a file in a folder, which is made where it is missing. Names sort by time, so that a resumed run goes on
     * behind the events before.
     *
     * @throws UserInputException if it cannot be written
     */
    static EventFile create(Path folder) {
        long now = System.currentTimeMillis();
        Path file = folder.resolve(
                "events.out.tfevents." + now + "." + ProcessHandle.current().pid() + ".nin");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            EventFile created = new EventFile(file, channel);
            created.append(Event.newBuilder().setFileVersion(VERSION));
            return created;
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Adds values of a step. */
    void append(long step, Summary.Builder summary) {
        append(Event.newBuilder().setStep(step).setSummary(summary));
    }

    /** Adds a graph, a serialized GraphDef. */
    void append(ByteString graph) {
        append(Event.newBuilder().setGraphDef(graph));
    }

    private void append(Event.Builder event) {
        byte[] data =
                event.setWallTime(System.currentTimeMillis() / 1e3).build().toByteArray();
        ByteBuffer record =
                ByteBuffer.allocate(LENGTH_BYTES + data.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(checksum(data, data.length));
        record.flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** The whole records of a file, up to one that is torn or damaged. */
    static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
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

    /** The event in a record. */
    static byte[] data(byte[] record) {
        return Arrays.copyOfRange(record, LENGTH_BYTES, record.length - Integer.BYTES);
    }

    /** CRC32C, rotated and moved, so that checksums of data that holds checksums stay good. */
    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK;
    }

    private static UserInputException cannotWrite(Path file, IOException problem) {
        return new UserInputException(file + " cannot be written (" + Reasons.of(problem) + "); make room", problem);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be closed", e);
        }
    }
}
