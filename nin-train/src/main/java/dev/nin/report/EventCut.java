// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.messages.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;

/** Takes out of files of events what a training that goes on will write again. */
final class EventCut {
    private EventCut() {}

    /**
     * Cuts the events of later steps, and whatever stands behind a record that is torn or damaged.
     *
     * @param folder whose files of events are cut, those of its folders included; it need not be there
     * @param last the last step that stays
     * @throws UserInputException if a file cannot be read or written
     */
    static void behind(Path folder, long last) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] whole = Files.readAllBytes(file);
                byte[] cut = cut(whole, last);
                if (cut.length < whole.length) {
                    WholeFile.write(file, cut);
                }
            }
        } catch (IOException e) {
            throw new UserInputException(folder + " cannot be cut (" + Reasons.of(e) + "); make room", e);
        }
    }

    /** Whether a folder's own files of events have all that a training begins with. */
    static boolean hasBeginning(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> files = children.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (RecordFile.wholeRecords(Files.readAllBytes(file)).size() >= TensorBoard.FIRST_EVENTS) {
                    return true;
                }
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
        return false;
    }

    private static byte[] cut(byte[] whole, long last) {
        ByteBuffer kept = ByteBuffer.allocate(whole.length);
        for (byte[] record : RecordFile.wholeRecords(whole)) {
            try {
                if (Event.parseFrom(RecordFile.data(record)).getStep() <= last) {
                    kept.put(record);
                }
            } catch (InvalidProtocolBufferException e) {
                break;
            }
        }
        return Arrays.copyOf(kept.array(), kept.position());
    }
}
