// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Splitter;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.graph.Checkpoint;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Appends each epoch's metrics to a file of comma-separated values; validation columns are empty without a split. For
 * one training; not thread-safe.
 */
public final class MetricsCsv implements TrainingListener {
    static final String HEADER = "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
            + "test_accuracy,learning_rate,images_per_second,seconds\n";

    private final Path file;

    private MetricsCsv(Path file) {
        this.file = file;
    }

    /**
     * Creates the file with its header.
     *
     * @param file not there yet
     * @return the listener
     * @throws IOException if the file exists or cannot be written
     */
    public static MetricsCsv create(Path file) throws IOException {
        Files.writeString(file, HEADER, StandardOpenOption.CREATE_NEW);
        return new MetricsCsv(file);
    }

    /**
     * Goes on with a file, or makes it anew where it is missing: rows of later epochs are cut, rows that are damaged or
     * missing are written again, without their times.
     *
     * @param file a file that {@link #create} made, or a path for one
     * @param epochs what the epochs before have brought
     * @return the listener
     * @throws IOException if the file cannot be read or written
     */
    public static MetricsCsv resume(Path file, List<EpochMetrics> epochs) throws IOException {
        Map<String, String> rows = new HashMap<>();
        // As single bytes, so that no damage keeps it from being read.
        for (String row :
                Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.<String>of()) {
            if (row.matches(".*,[0-9.]+,[0-9.]+")) {
                rows.putIfAbsent(withoutTimes(row), row);
            }
        }
        StringBuilder text = new StringBuilder(HEADER);
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
            Files.writeString(file, row(metrics), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserInputException(file + " cannot be written (" + Reasons.of(e) + "); make room", e);
        }
    }

    private static String row(EpochMetrics metrics) {
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,%s,%.6f,%.6f,%.6g,%.1f,%.2f\n",
                metrics.epoch(),
                metrics.train().loss(),
                metrics.train().accuracy(),
                metrics.validation()
                        .map(each -> String.format(Locale.ROOT, "%.6f,%.6f", each.loss(), each.accuracy()))
                        .orElse(","),
                metrics.test().loss(),
                metrics.test().accuracy(),
                metrics.learningRate(),
                metrics.imagesPerSecond(),
                metrics.seconds());
    }
}
