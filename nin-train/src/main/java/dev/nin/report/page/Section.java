// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.util.List;

/**
 * A part of the report.
 *
 * @param title its heading
 * @param text what is seen, in a sentence or two; empty if the heading says it
 * @param galleries its pictures
 * @param table numbers below or beside them
 * @param isBeside whether table and pictures stand beside each other where there is room
 */
public record Section(String title, String text, List<Gallery> galleries, Table table, boolean isBeside) {
    /** Copies the galleries. */
    public Section {
        galleries = List.copyOf(galleries);
    }

    /**
     * A part of pictures alone.
     *
     * @param title its heading
     * @param text what is seen
     * @param gallery its pictures
     * @return the section
     */
    public static Section of(String title, String text, Gallery gallery) {
        return new Section(title, text, List.of(gallery), Table.NONE, false);
    }

    /**
     * The same under an output's name.
     *
     * @param output what the heading begins with, and whose folder has the pictures
     * @return a new section
     */
    public Section ofOutput(String output) {
        return new Section(
                output + ": " + title,
                text,
                galleries.stream().map(each -> each.ofOutput(output)).toList(),
                table,
                isBeside);
    }
}
