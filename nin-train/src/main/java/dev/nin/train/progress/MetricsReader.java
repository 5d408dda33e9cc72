// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.TextFile;
import dev.nin.metric.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files that {@link MetricsCsv} writes. */
public final class MetricsReader {
    private static final List<String> LAST = List.of("learning_rate", "images_per_second", "seconds");

    private MetricsReader() {}

    /**
     * Reads a file.
     *
     * @param file a run's metrics.csv
     * @return each epoch's metrics, at least one
     * @throws UserInputException if it cannot be read, or has no epoch or an invalid row
     */
    public static List<EpochMetrics> read(Path file) {
        List<String> lines;
        try {
            lines = TextFile.lines(file);
        } catch (IOException e) {
            throw new UserInputException(
                    file + " cannot be read (" + Reasons.of(e) + "); name a training run's folder", e);
        }
        List<String> names = lines.isEmpty() ? List.of() : names(lines.get(0));
        if (lines.size() < 2 || names.isEmpty()) {
            throw new UserInputException(file + " has no epoch of a training; name a run that has finished one");
        }
        List<EpochMetrics> epochs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = Splitter.on(',').splitToList(lines.get(i));
            try {
                epochs.add(epoch(cells, names));
            } catch (NumberFormatException e) {
                throw new UserInputException(
                        file + ", line " + (i + 1) + " is \"" + lines.get(i) + "\", expected " + columns(names)
                                + " numbers as the header names them; name another run",
                        e);
            }
        }
        return List.copyOf(epochs);
    }

    /** Returns the names of loss and metrics in a header, the same for each part; empty if it is not a valid header. */
    private static List<String> names(String header) {
        List<String> columns = Splitter.on(',').splitToList(header);
        String prefix = "train_";
        List<String> names = columns.stream()
                .filter(column -> column.startsWith(prefix))
                .map(column -> column.substring(prefix.length()))
                .toList();
        boolean isOne = !names.isEmpty()
                && names.get(0).equals("loss")
                && columns.size() == columns(names)
                && columns.subList(columns.size() - LAST.size(), columns.size()).equals(LAST);
        return isOne ? names : List.of();
    }

    private static int columns(List<String> names) {
        return 1 + 3 * names.size() + LAST.size();
    }

    private static EpochMetrics epoch(List<String> cells, List<String> names) {
        int parts = names.size();
        if (cells.size() != columns(names)) {
            throw new NumberFormatException(cells.size() + " columns");
        }
        Optional<Evaluation> validation =
                cells.get(1 + parts).isEmpty() ? Optional.empty() : Optional.of(evaluation(cells, 1 + parts, names));
        int last = 1 + 3 * parts;
        return new EpochMetrics(
                Integer.parseInt(cells.get(0)),
                evaluation(cells, 1, names),
                validation,
                evaluation(cells, 1 + 2 * parts, names),
                Double.parseDouble(cells.get(last)),
                Double.parseDouble(cells.get(last + 1)),
                Double.parseDouble(cells.get(last + 2)));
    }

    /** The file does not record which direction is better; of an error, such as the mean squared error, less is. */
    private static Evaluation evaluation(List<String> cells, int from, List<String> names) {
        List<Score> scores = new ArrayList<>();
        for (int i = 1; i < names.size(); i++) {
            scores.add(new Score(
                    names.get(i),
                    Double.parseDouble(cells.get(from + i)),
                    !names.get(i).endsWith("error")));
        }
        return new Evaluation(Double.parseDouble(cells.get(from)), scores);
    }
}
