// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.UserInputException;
import dev.nin.checkpoint.RunLayout;
import dev.nin.files.JsonFile;
import dev.nin.files.Reasons;
import dev.nin.metric.Score;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.MetricsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as recorded in its folder.
 *
 * @param path the folder
 * @param epochs the metrics of each epoch, at least one
 * @param values its model, data and configuration by name; empty without run.json
 */
record RecordedRun(Path path, List<EpochMetrics> epochs, Map<String, String> values) {
    /**
     * Reads a run's folder.
     *
     * @throws UserInputException if it is not a run's folder
     */
    static RecordedRun read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserInputException(
                    "run " + folder + " is not a folder; name a run's folder, such as " + "runs/latest");
        }
        return new RecordedRun(folder, MetricsReader.read(new RunLayout(folder).metrics()), values(folder));
    }

    /** Returns the results of the last epoch by name. */
    Map<String, String> results() {
        EpochMetrics last = epochs.get(epochs.size() - 1);
        double seconds = epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
        double speed = epochs.stream()
                .mapToDouble(EpochMetrics::imagesPerSecond)
                .average()
                .orElse(0);
        Map<String, String> results = new LinkedHashMap<>();
        results.put("last epoch", Integer.toString(last.epoch()));
        put(results, "train ", last.train());
        last.validation().ifPresent(each -> put(results, "validation ", each));
        put(results, "test ", last.test());
        results.put("images/s", number(speed, 0));
        results.put("minutes", number(seconds / 60, 1));
        return results;
    }

    private static void put(Map<String, String> results, String part, Evaluation evaluation) {
        results.put(part + "loss", number(evaluation.loss(), 4));
        for (Score score : evaluation.scores()) {
            results.put(part + score.name().replace('_', ' '), number(score.value(), 4));
        }
    }

    private static Map<String, String> values(Path folder) {
        Path file = new RunLayout(folder).description();
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        try {
            JsonNode run = JsonFile.read(file);
            values.put("preset", run.path("preset").asText());
            values.put("model", run.at("/model/name").asText());
            values.put("data", run.at("/data/name").asText());
            values.put("training images", run.at("/data/train/images").asText());
            values.put("test images", run.at("/data/test/images").asText());
            run.path("configuration").properties().forEach(entry -> put(values, entry.getKey(), entry.getValue()));
            values.put("device", run.path("device").asText());
            return values;
        } catch (IOException e) {
            throw new UserInputException(file + " is damaged (" + Reasons.of(e) + "); take the file away", e);
        }
    }

    /** Adds a value by its name; nested values are added by both names. */
    private static void put(Map<String, String> values, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(part -> put(values, name + " " + part.getKey(), part.getValue()));
        } else {
            values.put(name, value.isValueNode() ? value.asText() : value.toString());
        }
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
