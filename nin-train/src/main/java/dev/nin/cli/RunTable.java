// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A comparison table of runs: a column for each, with rows of results and of the values in which they differ. Runs that
 * do not fit side by side follow below.
 *
 * @param names the runs' names
 * @param runs the runs, in the same order
 */
record RunTable(List<String> names, List<RecordedRun> runs) {
    private static final int WIDTH = 80;
    private static final int GAP = 2;
    private static final String NONE = "-";

    @Override
    public String toString() {
        List<List<String>> rows = rows();
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < runs.size(); ) {
            int end = from + 1;
            while (end < runs.size() && width(rows, from, end + 1) <= WIDTH) {
                end++;
            }
            TextTable table = new TextTable(1);
            for (List<String> row : rows) {
                List<String> cells = new ArrayList<>(List.of(row.get(0)));
                cells.addAll(row.subList(from + 1, end + 1));
                table.row(cells.toArray(String[]::new));
            }
            text.append(from == 0 ? "" : "\n").append(table);
            from = end;
        }
        return text.toString();
    }

    /** Returns the rows; the first cell of each is its name. */
    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", names));
        add(rows, RecordedRun::results, true);
        add(rows, RecordedRun::values, false);
        return rows;
    }

    private void add(List<List<String>> rows, Function<RecordedRun, Map<String, String>> values, boolean hasAll) {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(values.apply(run).keySet()));
        for (String key : keys) {
            List<String> cells = runs.stream()
                    .map(run -> values.apply(run).getOrDefault(key, NONE))
                    .toList();
            if (hasAll || cells.stream().distinct().count() > 1) {
                rows.add(row(key, cells));
            }
        }
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        return row;
    }

    private static int width(List<List<String>> rows, int from, int end) {
        int width = widest(rows, 0);
        for (int column = from + 1; column <= end; column++) {
            width += GAP + widest(rows, column);
        }
        return width;
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
