// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Reads the only event file in a folder, checking its checksums with a different library from the writer's. */
final class EventReader {
    private EventReader() {}

    static List<Event> events(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(folder)) {
            files = children.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSize(1);
        List<Event> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            byte[] length = next(bytes, Long.BYTES);
            byte[] data = next(bytes, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            events.add(Event.parseFrom(data));
        }
        return events;
    }

    /** Returns all values with a tag, in the order in which they were written. */
    static List<Summary.Value> values(List<Event> events, String tag) {
        return events.stream()
                .flatMap(event -> event.getSummary().getValueList().stream())
                .filter(value -> value.getTag().equals(tag))
                .toList();
    }

    private static byte[] next(ByteBuffer bytes, int length) {
        byte[] data = new byte[length];
        bytes.get(data);
        int crc = Hashing.crc32c().hashBytes(data).asInt();
        assertThat(bytes.getInt()).as("checksum").isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
        return data;
    }
}
