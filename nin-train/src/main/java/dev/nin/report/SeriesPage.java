// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import dev.nin.train.progress.EpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page of a series of runs: a table, and charts of the validation images.
 *
 * @param title the title
 * @param summary what the table shows
 * @param columns the titles of the table's columns, the first of which has the runs' names
 * @param rows the cells of each row
 * @param curves the metrics of each run's epochs by the run's name, in the order of the table
 */
public record SeriesPage(
        String title,
        String summary,
        List<String> columns,
        List<List<String>> rows,
        Map<String, List<EpochMetrics>> curves) {
    /** Copies the lists. */
    public SeriesPage {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        curves = Collections.unmodifiableMap(new LinkedHashMap<>(curves));
    }

    /**
     * Writes the page.
     *
     * @param folder the folder of the series, with a sub-folder for each run
     * @throws UserInputException if it cannot be written
     */
    public void write(Path folder) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", title);
        values.put("summary", summary);
        values.put("columns", columns);
        values.put("rows", rows.stream().map(row -> Map.of("cells", cells(row))).toList());
        values.put("isCut", curves.size() > ComparisonChart.NAMED);
        values.put("named", ComparisonChart.NAMED);
        values.put(
                "curves",
                ComparisonChart.ofValidation(curves).stream().map(Report::curve).toList());
        try {
            WholeFile.write(folder.resolve(Report.PAGE), PageTemplate.fill("series.mustache", values));
        } catch (IOException e) {
            throw new UserInputException(
                    "the report cannot be written to " + folder + " (" + Reasons.of(e) + "); make room", e);
        }
    }

    /** Returns the cells of a row; that with a run's name is linked to the run's own page. */
    private List<Map<String, String>> cells(List<String> row) {
        String name = row.get(0);
        return row.stream()
                .map(text -> {
                    boolean isName = text.equals(name) && curves.containsKey(name);
                    return Map.of("text", text, "link", isName ? name + "/" + Report.PAGE : "");
                })
                .toList();
    }
}
