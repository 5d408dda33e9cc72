// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.util.List;

/**
 * A table of the report.
 *
 * @param columns the headings
 * @param rows as many cells each
 */
public record Table(List<String> columns, List<List<String>> rows) {
    /** No table. */
    public static final Table NONE = new Table(List.of(), List.of());

    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * Whether there is anything to show.
     *
     * @return false for none
     */
    public boolean isShown() {
        return !columns.isEmpty();
    }
}
