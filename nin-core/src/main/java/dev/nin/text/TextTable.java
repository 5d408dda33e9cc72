// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.text;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text table in which each column is as wide as its widest cell. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final Splitter LINES = Splitter.on('\n');

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Creates an empty table.
     *
     * @param leftColumns number of leading columns that are left-aligned; the others are right-aligned
     */
    public TextTable(int leftColumns) {
        this.leftColumns = leftColumns;
    }

    /**
     * Adds a row.
     *
     * @param cells its cells, the same number in every row; a cell may have several lines, separated by line feeds
     * @return this table
     */
    public TextTable row(String... cells) {
        rows.add(Stream.of(cells).map(TextTable::printable).toList());
        return this;
    }

    /**
     * Adds a horizontal line as wide as the table.
     *
     * @return this table
     */
    public TextTable rule() {
        rows.add(List.of());
        return this;
    }

    /** Returns the table; each line ends with a line feed and has no trailing spaces. */
    @Override
    public String toString() {
        int[] widths = widths();
        int total = Math.max(0, (widths.length - 1) * GAP.length());
        for (int width : widths) {
            total += width;
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            if (row.isEmpty()) {
                text.append("-".repeat(total)).append('\n');
            } else {
                append(text, row, widths);
            }
        }
        return text.toString();
    }

    private static String printable(String cell) {
        return LINES.splitToStream(cell).map(Printable::line).collect(Collectors.joining("\n"));
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                for (String line : LINES.split(row.get(column))) {
                    widths[column] = Math.max(widths[column], line.length());
                }
            }
        }
        return widths;
    }

    private void append(StringBuilder text, List<String> row, int[] widths) {
        List<List<String>> cells = row.stream().map(LINES::splitToList).toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = i < cells.get(column).size() ? cells.get(column).get(i) : "";
                line.append(column == 0 ? "" : GAP)
                        .append(
                                column < leftColumns
                                        ? Strings.padEnd(cell, widths[column], ' ')
                                        : Strings.padStart(cell, widths[column], ' '));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
