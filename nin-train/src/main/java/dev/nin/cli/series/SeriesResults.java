// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.UserInputException;
import dev.nin.cli.series.Series.Kind;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.report.SeriesPage;
import dev.nin.text.TextTable;
import dev.nin.train.progress.EpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of a series, as a table of text, a CSV file and a page.
 *
 * @param series the series
 * @param results the results of its finished runs, in the order of the series, at least one
 * @param diverged the runs whose loss stopped being a number
 */
record SeriesResults(Series series, List<RunResult> results, List<SeriesRun> diverged) {
    private static final String DIVERGED = "diverged";

    /** Copies the lists. */
    SeriesResults {
        results = List.copyOf(results);
        diverged = List.copyOf(diverged);
    }

    /** Writes the table and the page of all runs. */
    void write(Path folder) {
        ResultTable table = table();
        StringBuilder csv = new StringBuilder(line(table.names()));
        results.forEach(result -> csv.append(line(table.values(result))));
        diverged.forEach(run -> csv.append(line(table.without(run, DIVERGED))));
        Path file = folder.resolve(SeriesFolder.TABLE);
        try {
            WholeFile.write(file, csv.toString());
        } catch (IOException e) {
            throw new UserInputException(file + " cannot be written (" + Reasons.of(e) + "); make room", e);
        }
        Map<String, List<EpochMetrics>> curves = new LinkedHashMap<>();
        ordered().forEach(result -> curves.put(result.run().name(), result.epochs()));
        new SeriesPage(series.kind().title(), summary(), table.titles(), rows(table), curves).write(folder);
    }

    /** Returns the table for a terminal. */
    @Override
    public String toString() {
        ResultTable table = table();
        boolean isNamedByOptions = series.runs().stream().noneMatch(RunNames::isNumber);
        TextTable text = new TextTable(1);
        text.row(table.shown(table.titles(), isNamedByOptions).stream()
                .map(title -> title.replaceFirst(" ", "\n"))
                .toArray(String[]::new));
        rows(table)
                .forEach(cells -> text.row(table.shown(cells, isNamedByOptions).toArray(String[]::new)));
        return text.toString();
    }

    private ResultTable table() {
        return new ResultTable(
                List.copyOf(series.runs().get(0).varied().keySet()),
                results.get(0).validation());
    }

    /** Returns the results of a sweep with the best first, and those of a cross-validation by their folds. */
    private List<RunResult> ordered() {
        if (series.kind() == Kind.FOLDS) {
            return results;
        }
        List<RunResult> ordered = new ArrayList<>();
        for (RunResult result : results) {
            int place = 0;
            while (place < ordered.size()
                    && !result.validation().isBetterThan(ordered.get(place).validation())) {
                place++;
            }
            ordered.add(place, result);
        }
        return ordered;
    }

    private List<List<String>> rows(ResultTable table) {
        List<List<String>> rows = new ArrayList<>();
        ordered().forEach(result -> rows.add(table.cells(result)));
        diverged.forEach(run -> rows.add(table.without(run, DIVERGED)));
        if (series.kind() == Kind.FOLDS && results.size() > 1) {
            rows.add(table.means(results));
            rows.add(table.deviations(results));
        }
        return rows;
    }

    private String summary() {
        String runs =
                (results.size() + diverged.size()) + " of " + series.runs().size() + " runs. ";
        return switch (series.kind()) {
            case SWEEP ->
                runs + "Each is judged by its best epoch on the validation images; the best run comes first."
                        + " No choice depends on the test images.";
            case FOLDS ->
                runs + "Each is judged by its last epoch, since the best one would be chosen by the images that judge"
                        + " it. The standard deviation is that of a sample.";
        };
    }

    private static String line(List<String> cells) {
        return cells.stream().map(SeriesResults::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        boolean isPlain = cell.chars().noneMatch(letter -> ",\"\r\n".indexOf(letter) >= 0);
        return isPlain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
