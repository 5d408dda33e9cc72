// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Appends each epoch's metrics to a CSV file, whose header names them: {@code epoch}, then loss and metrics of
 * {@code train}, {@code validation} (empty without validation images) and {@code test}, then {@code learning_rate},
 * {@code images_per_second} and {@code seconds}. For one training; not thread-safe.
 */
public final class MetricsCsv implements TrainingListener {
    private final Path file;

    private MetricsCsv(Path file) {
        this.file = file;
    }

    /**
     * Creates the file; the header is written with the first epoch.
     *
     * @param file the path, which must not exist
     * @return the listener
     * @throws IOException if the file exists or cannot be written
     */
    public static MetricsCsv create(Path file) throws IOException {
        Files.createFile(file);
        return new MetricsCsv(file);
    }

    /**
     * Resumes a file, or creates it if it is missing: rows of later epochs are removed; damaged or missing rows are
     * written again, without their times.
     *
     * @param file a file made by {@link #create}, or the path of a new one
     * @param epochs metrics of the finished epochs
     * @return the listener
     * @throws IOException if the file cannot be read or written
     */
    public static MetricsCsv resume(Path file, List<EpochMetrics> epochs) throws IOException {
        Map<String, String> rows = new HashMap<>();
        // Read as single bytes, so that a damaged file can be read.
        for (String row :
                Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.<String>of()) {
            if (row.matches("[0-9]+,.*,[0-9.]+,[0-9.]+")) {
                rows.putIfAbsent(withoutTimes(row), row);
            }
        }
        StringBuilder text = new StringBuilder(epochs.isEmpty() ? "" : header(epochs.get(0)));
        for (EpochMetrics epoch : epochs) {
            String row = row(epoch).strip();
            text.append(rows.getOrDefault(withoutTimes(row), row)).append('\n');
        }
        WholeFile.write(file, text.toString());
        return new MetricsCsv(file);
    }

    private static String withoutTimes(String row) {
        List<String> cells = Splitter.on(',').splitToList(row);
        return String.join(",", cells.subList(0, Math.max(0, cells.size() - 2)));
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        try {
            String header = Files.size(file) == 0 ? header(metrics) : "";
            Files.writeString(file, header + row(metrics), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserInputException(file + " cannot be written (" + Reasons.of(e) + "); make room", e);
        }
    }

    private static String header(EpochMetrics epoch) {
        List<String> names = new ArrayList<>(List.of("loss"));
        epoch.train().scores().forEach(score -> names.add(score.name()));
        List<String> columns = new ArrayList<>(List.of("epoch"));
        for (String part : List.of("train_", "validation_", "test_")) {
            names.forEach(name -> columns.add(part + name));
        }
        columns.addAll(List.of("learning_rate", "images_per_second", "seconds"));
        return String.join(",", columns) + "\n";
    }

    private static String row(EpochMetrics metrics) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%.6g,%.1f,%.2f\n",
                metrics.epoch(),
                cells(metrics.train()),
                metrics.validation()
                        .map(MetricsCsv::cells)
                        .orElse(",".repeat(metrics.train().scores().size())),
                cells(metrics.test()),
                metrics.learningRate(),
                metrics.imagesPerSecond(),
                metrics.seconds());
    }

    private static String cells(Evaluation evaluation) {
        StringBuilder cells = new StringBuilder(String.format(Locale.ROOT, "%.6f", evaluation.loss()));
        evaluation.scores().forEach(score -> cells.append(String.format(Locale.ROOT, ",%.6f", score.value())));
        return cells.toString();
    }
}
