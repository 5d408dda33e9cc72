// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dev.nin.files.JsonFile;
import dev.nin.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a checkpoint's surroundings say of it: the run's {@code run.json}, the row of {@code metrics.csv} for its epoch,
 * and its own hashes.
 *
 * @param description the run's configuration, data and versions
 * @param epoch the row, from the header's names to numbers
 * @param checkpoint the checkpoint's manifest
 */
record CheckpointOrigin(Optional<JsonNode> description, Optional<ObjectNode> epoch, Optional<JsonNode> checkpoint) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern EPOCH = Pattern.compile("epoch-0*([1-9][0-9]*)");
    private static final Splitter COLUMNS = Splitter.on(',').trimResults();

    /** Nothing is known. */
    static CheckpointOrigin unknown() {
        return new CheckpointOrigin(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Looks around a checkpoint, which may lie two folders below a run.
     *
     * @throws IOException if a file that is there cannot be read
     */
    static CheckpointOrigin around(Path checkpoint) throws IOException {
        Path real = checkpoint.toRealPath();
        Optional<JsonNode> manifest = json(real.resolve("manifest.json"));
        Path parent = real.getParent();
        Path run = parent == null ? null : parent.getParent();
        if (run == null) {
            return new CheckpointOrigin(Optional.empty(), Optional.empty(), manifest);
        }
        Matcher epoch = EPOCH.matcher(real.getFileName().toString());
        Optional<ObjectNode> row = epoch.matches() ? row(run.resolve("metrics.csv"), epoch.group(1)) : Optional.empty();
        return new CheckpointOrigin(json(run.resolve("run.json")), row, manifest);
    }

    private static Optional<JsonNode> json(Path file) throws IOException {
        return Files.isRegularFile(file) ? Optional.of(JsonFile.read(file)) : Optional.empty();
    }

    private static Optional<ObjectNode> row(Path metrics, String epoch) throws IOException {
        List<String> lines = Files.isRegularFile(metrics) ? TextFile.lines(metrics) : List.of();
        for (int i = 1; i < lines.size(); i++) {
            List<String> values = COLUMNS.splitToList(lines.get(i));
            if (values.get(0).equals(epoch)) {
                return Optional.of(row(COLUMNS.splitToList(lines.get(0)), values));
            }
        }
        return Optional.empty();
    }

    private static ObjectNode row(List<String> header, List<String> values) throws IOException {
        ObjectNode row = MAPPER.createObjectNode();
        for (int i = 0; i < Math.min(header.size(), values.size()); i++) {
            if (!values.get(i).isEmpty()) {
                row.set(header.get(i), JsonFile.parse(values.get(i)));
            }
        }
        return row;
    }
}
