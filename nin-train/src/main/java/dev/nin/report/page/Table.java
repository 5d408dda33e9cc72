// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.util.List;

/**
 * A table of the report.
 *
 * @param columns the headings
 * @param rows the rows, with as many cells as headings
 */
public record Table(List<String> columns, List<List<String>> rows) {
    /** The empty table. */
    public static final Table NONE = new Table(List.of(), List.of());

    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * Returns whether there is anything to show.
     *
     * @return false for the empty table
     */
    public boolean isShown() {
        return !columns.isEmpty();
    }
}
