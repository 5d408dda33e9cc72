// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.base.Splitter;

/** Wraps text into lines. */
public final class Wrapped {
    private Wrapped() {}

    /**
     * Wraps text at spaces; a word longer than a line is not split.
     *
     * @param text one line
     * @param width characters per line
     * @param indent spaces before all lines but the first
     * @return lines, each ending with a line feed
     */
    public static String of(String text, int width, int indent) {
        StringBuilder lines = new StringBuilder();
        String line = text.substring(0, Math.min(indent, text.length()));
        String gap = "";
        for (String word : Splitter.on(' ').split(text.substring(line.length()))) {
            if (line.length() + gap.length() + word.length() > width && !gap.isEmpty()) {
                lines.append(line).append('\n');
                line = " ".repeat(indent);
                gap = "";
            }
            line = line + gap + word;
            gap = " ";
        }
        return lines.append(line).append('\n').toString();
    }
}
