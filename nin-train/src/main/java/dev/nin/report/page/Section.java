// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import java.util.List;

/**
 * A section of the report.
 *
 * @param title its heading
 * @param text an explanation in a sentence or two; empty if the heading suffices
 * @param galleries its pictures
 * @param table numbers below or next to the pictures
 * @param isBeside whether table and pictures are side by side if there is room
 */
public record Section(String title, String text, List<Gallery> galleries, Table table, boolean isBeside) {
    /** Copies the galleries. */
    public Section {
        galleries = List.copyOf(galleries);
    }

    /**
     * Returns a section with pictures only.
     *
     * @param title its heading
     * @param text the explanation
     * @param gallery its pictures
     * @return the section
     */
    public static Section of(String title, String text, Gallery gallery) {
        return new Section(title, text, List.of(gallery), Table.NONE, false);
    }

    /**
     * Returns the same section for one output.
     *
     * @param output the output's name, with which the heading starts and which is the pictures' folder
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
