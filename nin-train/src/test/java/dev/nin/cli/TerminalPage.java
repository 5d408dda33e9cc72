// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import java.util.ArrayList;
import java.util.List;

/** Renders the contents of a terminal as an HTML page. It supports what this project's commands write. */
final class TerminalPage {
    private static final String STYLE = "body { margin: 0; background: #161b22; } pre { margin: 0; padding: 18px 20px;"
            + " color: #d6dce4; font: 15px/1.45 'DejaVu Sans Mono', monospace; } b { color: #56d364; font-weight: normal; }";

    private final List<StringBuilder> characters = new ArrayList<>(List.of(new StringBuilder()));
    /** A mark for each character: g for green. */
    private final List<StringBuilder> colours = new ArrayList<>(List.of(new StringBuilder()));

    private int column;
    private boolean isGreen;

    /** Receives text, and rejects escape codes that no command of this project should write. */
    TerminalPage(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\u001b') {
                int end = text.indexOf('m', i);
                String code = text.substring(i + 1, end);
                if (!code.equals("[32") && !code.equals("[0")) {
                    throw new IllegalArgumentException("escape code " + code + " is not known");
                }
                isGreen = code.equals("[32");
                i = end;
            } else if (each == '\r') {
                column = 0;
            } else if (each == '\n') {
                characters.add(new StringBuilder());
                colours.add(new StringBuilder());
                column = 0;
            } else {
                put(each);
            }
        }
    }

    private void put(char character) {
        StringBuilder line = characters.get(characters.size() - 1);
        StringBuilder colour = colours.get(colours.size() - 1);
        if (column == line.length()) {
            line.append(' ');
            colour.append(' ');
        }
        line.setCharAt(column, character);
        colour.setCharAt(column, isGreen ? 'g' : ' ');
        column++;
    }

    List<String> lines() {
        return characters.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><style>" + STYLE + "</style><pre>");
        for (int row = 0; row < characters.size(); row++) {
            for (int i = 0; i < characters.get(row).length(); i++) {
                String shown = switch (characters.get(row).charAt(i)) {
                    case '<' -> "&lt;";
                    case '&' -> "&amp;";
                    default -> characters.get(row).substring(i, i + 1);
                };
                page.append(colours.get(row).charAt(i) == 'g' ? "<b>" + shown + "</b>" : shown);
            }
            page.append('\n');
        }
        return page.append("</pre>").toString();
    }
}
