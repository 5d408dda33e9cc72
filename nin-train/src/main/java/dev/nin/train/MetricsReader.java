// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.google.common.base.Splitter;
import dev.nin.files.Reasons;
import dev.nin.files.TextFile;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link MetricsCsv} has written. */
public final class MetricsReader {
    private static final int COLUMNS = 10;

    private MetricsReader() {}

    /**
     * Reads a file.
     *
     * @param file a run's metrics.csv
     * @return each epoch's metrics, at least one
     * @throws UserInputException if it cannot be read, has no epoch or a row that is none
     */
    public static List<EpochMetrics> read(Path file) {
        List<String> lines;
        try {
            lines = TextFile.lines(file);
        } catch (IOException e) {
            throw new UserInputException(
                    file + " cannot be read (" + Reasons.of(e) + "); name a training run's folder", e);
        }
        if (lines.size() < 2 || !(lines.get(0) + "\n").equals(MetricsCsv.HEADER)) {
            throw new UserInputException(file + " has no epoch of a training; name a run that has ended one");
        }
        List<EpochMetrics> epochs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = Splitter.on(',').splitToList(lines.get(i));
            try {
                epochs.add(epoch(cells));
            } catch (NumberFormatException e) {
                throw new UserInputException(
                        file + ", line " + (i + 1) + " is \"" + lines.get(i) + "\", expected " + COLUMNS
                                + " numbers as the header names them; name another run",
                        e);
            }
        }
        return List.copyOf(epochs);
    }

    private static EpochMetrics epoch(List<String> cells) {
        if (cells.size() != COLUMNS) {
            throw new NumberFormatException(cells.size() + " columns");
        }
        Optional<Evaluation> validation = cells.get(3).isEmpty() ? Optional.empty() : Optional.of(evaluation(cells, 3));
        return new EpochMetrics(
                Integer.parseInt(cells.get(0)),
                evaluation(cells, 1),
                validation,
                evaluation(cells, 5),
                Double.parseDouble(cells.get(7)),
                Double.parseDouble(cells.get(8)),
                Double.parseDouble(cells.get(9)));
    }

    private static Evaluation evaluation(List<String> cells, int from) {
        return new Evaluation(Double.parseDouble(cells.get(from)), Double.parseDouble(cells.get(from + 1)));
    }
}
