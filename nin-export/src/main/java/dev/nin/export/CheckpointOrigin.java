// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import dev.nin.UserInputException;
import dev.nin.checkpoint.RunLayout;
import dev.nin.files.JsonFile;
import dev.nin.files.Reasons;
import dev.nin.files.TextFile;
import dev.nin.savedmodel.ModelManifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The provenance of a checkpoint from the files around it: the run's {@code run.json}, the row of {@code metrics.csv}
 * for its epoch, and its own hashes.
 *
 * @param description the run's configuration, data and versions
 * @param epoch the row, by the header's names
 * @param checkpoint the checkpoint's manifest
 */
record CheckpointOrigin(Optional<JsonNode> description, Optional<ObjectNode> epoch, Optional<JsonNode> checkpoint) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern EPOCH = Pattern.compile("epoch-0*([1-9][0-9]*)(?:-calibrated-[0-9]+)?");
    private static final Splitter COLUMNS = Splitter.on(',').trimResults();

    /** Returns an unknown origin. */
    static CheckpointOrigin unknown() {
        return new CheckpointOrigin(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads the origin of a checkpoint, which may lie two folders below a run.
     *
     * @throws IOException if the checkpoint is missing
     * @throws UserInputException if one of the files is damaged
     */
    static CheckpointOrigin around(Path checkpoint) throws IOException {
        Path real = checkpoint.toRealPath();
        Optional<JsonNode> manifest = json(real.resolve("manifest.json"));
        RunLayout run = RunLayout.around(real);
        Matcher epoch = EPOCH.matcher(real.getFileName().toString());
        Optional<ObjectNode> row = epoch.matches() ? row(run.metrics(), epoch.group(1)) : Optional.empty();
        return new CheckpointOrigin(json(run.description()), row, manifest);
    }

    private static Optional<JsonNode> json(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonFile.read(file);
            if (json.isObject()) {
                return Optional.of(json);
            }
            throw new UserInputException(damage(file, "not a JSON object"));
        } catch (JsonProcessingException e) {
            throw new UserInputException(damage(file, "not JSON"), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Optional<ObjectNode> row(Path metrics, String epoch) {
        if (!Files.isRegularFile(metrics)) {
            return Optional.empty();
        }
        try {
            List<String> lines = TextFile.lines(metrics);
            for (int i = 1; i < lines.size(); i++) {
                List<String> values = COLUMNS.splitToList(lines.get(i));
                if (values.get(0).equals(epoch)) {
                    return Optional.of(row(metrics, i + 1, COLUMNS.splitToList(lines.get(0)), values));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(metrics, e);
        }
    }

    private static ObjectNode row(Path metrics, int line, List<String> header, List<String> values) {
        if (values.size() != header.size()) {
            throw new UserInputException(damage(
                    metrics,
                    "not a metrics file: line " + line + " has " + values.size() + " values for the " + header.size()
                            + " names of line 1"));
        }
        ObjectNode row = MAPPER.createObjectNode();
        for (int i = 0; i < values.size(); i++) {
            // A metric may be undefined, such as the average precision of tags that no image has.
            boolean isNone = values.get(i).equals("NaN") && ModelManifest.isMetric(header.get(i));
            if (!values.get(i).isEmpty() && !isNone) {
                @Nullable Double number = Doubles.tryParse(values.get(i));
                if (number == null || !Double.isFinite(number)) {
                    throw new UserInputException(damage(
                            metrics,
                            "not a metrics file: " + header.get(i) + " in line " + line + " is \"" + values.get(i)
                                    + "\", expected a number"));
                }
                row.put(header.get(i), new BigDecimal(values.get(i)));
            }
        }
        return row;
    }

    private static String damage(Path file, String problem) {
        return "the training run's " + file + " is " + problem + "; fix it, or remove it to export without it";
    }

    private static UserInputException unreadable(Path file, IOException cause) {
        return new UserInputException(damage(file, "not readable (" + Reasons.of(cause) + ")"), cause);
    }
}
