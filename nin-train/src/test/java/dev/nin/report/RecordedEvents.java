// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.messages.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;

/** The content of event files, without the times. */
public final class RecordedEvents {
    private RecordedEvents() {}

    /** Returns each value's step and tag, from all files of a folder. */
    public static List<String> tags(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(folder)) {
            files = children.filter(Files::isRegularFile).toList();
        }
        List<String> tags = new ArrayList<>();
        for (Path file : files) {
            for (byte[] record : RecordFile.wholeRecords(Files.readAllBytes(file))) {
                Event event = Event.parseFrom(RecordFile.data(record));
                event.getSummary().getValueList().forEach(value -> tags.add(event.getStep() + " " + value.getTag()));
            }
        }
        return tags;
    }
}
