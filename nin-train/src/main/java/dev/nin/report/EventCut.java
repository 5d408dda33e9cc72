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

/** Removes the events from event files that a resumed training will write again. */
final class EventCut {
    private EventCut() {}

    /**
     * Removes the events of later steps and everything after an incomplete or damaged record.
     *
     * @param folder the folder whose event files are cut; it need not exist
     * @param lastHere the last step to keep of files directly in the folder
     * @param last the last step to keep of files in its sub-folders
     * @throws UserInputException if a file cannot be read or written
     */
    static void after(Path folder, long lastHere, long last) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] whole = Files.readAllBytes(file);
                byte[] cut = cut(whole, folder.equals(file.getParent()) ? lastHere : last);
                if (cut.length < whole.length) {
                    WholeFile.write(file, cut);
                }
            }
        } catch (IOException e) {
            throw new UserInputException(folder + " cannot be cut (" + Reasons.of(e) + "); make room", e);
        }
    }

    /**
     * Returns whether the event files directly in a folder contain all initial events of a training.
     *
     * @param events the number of initial events
     */
    static boolean hasBeginning(Path folder, int events) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> files = children.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (RecordFile.wholeRecords(Files.readAllBytes(file)).size() >= events) {
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
