// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.RecordFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** An event file for TensorBoard, with one record per event. An event is in the file when the method returns. */
final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";

    private final Path file;
    private final FileChannel channel;

    private EventFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Creates a file in a folder, which is created if missing. Names sort by time, so that a resumed run continues
     * after the earlier events.
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

    /** Adds a graph, as a serialized GraphDef. */
    void append(ByteString graph) {
        append(Event.newBuilder().setGraphDef(graph));
    }

    private void append(Event.Builder event) {
        ByteBuffer record = ByteBuffer.wrap(RecordFraming.frame(
                event.setWallTime(System.currentTimeMillis() / 1e3).build().toByteArray()));
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
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
