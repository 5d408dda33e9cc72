// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.metric.Score;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a table of runs: name, varied options, epochs, metrics and seconds.
 *
 * @param varied the names of the options that vary
 * @param like an evaluation with the runs' metrics
 */
record ResultTable(List<String> varied, Evaluation like) {
    /** The columns for the number of epochs and the epoch by which the run is judged. */
    private static final int EPOCHS = 2;

    /** Returns the columns' names in a CSV file. */
    List<String> names() {
        return header("validation_", "test_", "epochs", "epoch");
    }

    /** Returns the columns' titles. */
    List<String> titles() {
        return header("validation ", "test ", "epochs", "metrics of_epoch").stream()
                .map(name -> name.replace('_', ' '))
                .toList();
    }

    private List<String> header(String validation, String test, String... epochs) {
        List<String> header = new ArrayList<>(List.of("run"));
        header.addAll(varied);
        header.addAll(List.of(epochs));
        for (String part : List.of(validation, test)) {
            header.add(part + "loss");
            like.scores().forEach(score -> header.add(part + score.name()));
        }
        header.add("seconds");
        return header;
    }

    /** Returns a run's cells with more digits than people read. */
    List<String> values(RunResult result) {
        return row(result, "%.6f", "%.2f");
    }

    /** Returns a run's cells as people read them. */
    List<String> cells(RunResult result) {
        return row(result, "%.4f", "%.0f");
    }

    private List<String> row(RunResult result, String format, String formatOfSeconds) {
        List<String> cells = new ArrayList<>(List.of(result.run().name()));
        varied.forEach(name -> cells.add(result.run().varied().get(name)));
        cells.add(Integer.toString(result.epochs().size()));
        cells.add(Integer.toString(result.judged().epoch()));
        metrics(result).forEach(value -> cells.add(String.format(Locale.ROOT, format, value)));
        cells.add(String.format(Locale.ROOT, formatOfSeconds, result.seconds()));
        return cells;
    }

    /** Returns the cells of a run without a result. */
    List<String> without(SeriesRun run, String reason) {
        List<String> cells = new ArrayList<>(List.of(run.name()));
        varied.forEach(name -> cells.add(run.varied().get(name)));
        cells.add(reason);
        return filled(cells);
    }

    /** Returns the cells of the metrics' means. */
    List<String> means(List<RunResult> results) {
        return summary("mean", columns(results).map(ResultTable::mean));
    }

    /** Returns the cells of the metrics' standard deviations, of the runs as a sample. */
    List<String> deviations(List<RunResult> results) {
        return summary("standard deviation", columns(results).map(ResultTable::deviation));
    }

    private List<String> summary(String name, Stream<Double> values) {
        List<String> cells = new ArrayList<>(List.of(name));
        cells.addAll(Collections.nCopies(varied.size() + EPOCHS, ""));
        values.forEach(value -> cells.add(String.format(Locale.ROOT, "%.4f", value)));
        return filled(cells);
    }

    private List<String> filled(List<String> cells) {
        List<String> filled = new ArrayList<>(cells);
        filled.addAll(Collections.nCopies(names().size() - cells.size(), ""));
        return filled;
    }

    /** Returns the cells that fit a terminal: without the varied options, if the runs' names have them. */
    List<String> shown(List<String> cells, boolean isNamedByOptions) {
        List<String> shown = new ArrayList<>(cells);
        if (isNamedByOptions) {
            shown.subList(1, 1 + varied.size()).clear();
        }
        return shown;
    }

    private static Stream<List<Double>> columns(List<RunResult> results) {
        List<List<Double>> rows = results.stream().map(ResultTable::metrics).toList();
        return IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream().map(row -> row.get(column)).toList());
    }

    private static List<Double> metrics(RunResult result) {
        return Stream.of(result.validation(), result.test())
                .flatMap(each -> Stream.concat(
                        Stream.of(each.loss()), each.scores().stream().map(Score::value)))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
