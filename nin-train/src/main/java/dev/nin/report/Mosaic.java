// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures beside and below each other, each of the same size.
 *
 * @param columns how many stand in a row
 * @param side width and height of each in pixels
 * @param captionLines lines of text below each
 */
record Mosaic(int columns, int side, int captionLines) {
    private static final int GAP = 4;
    private static final int LINE = 14;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    /**
     * One of them.
     *
     * @param picture of any size, enlarged without smoothing
     * @param caption its lines of text
     */
    record Tile(BufferedImage picture, List<String> caption) {
        Tile {
            caption = List.copyOf(caption);
        }
    }

    BufferedImage draw(List<Tile> tiles) {
        int shown = Math.max(1, Math.min(columns, tiles.size()));
        int rows = Math.max(1, (tiles.size() + shown - 1) / shown);
        int height = side + LINE * captionLines;
        BufferedImage whole =
                new BufferedImage(GAP + shown * (side + GAP), GAP + rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = whole.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, whole.getWidth(), whole.getHeight());
            pen.setColor(Color.BLACK);
            pen.setFont(FONT);
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            for (int i = 0; i < tiles.size(); i++) {
                draw(pen, tiles.get(i), GAP + i % shown * (side + GAP), GAP + i / shown * (height + GAP));
            }
        } finally {
            pen.dispose();
        }
        return whole;
    }

    private void draw(Graphics2D pen, Tile tile, int x, int y) {
        pen.drawImage(tile.picture(), x, y, side, side, null);
        for (int line = 0; line < tile.caption().size(); line++) {
            pen.drawString(
                    fitting(tile.caption().get(line), pen.getFontMetrics()), x, y + side + LINE * (line + 1) - GAP);
        }
    }

    /** The text, or its beginning where it is wider than a picture. */
    private String fitting(String text, FontMetrics metrics) {
        String shown = text;
        for (int length = text.length() - 1; length > 0 && metrics.stringWidth(shown) > side; length--) {
            shown = text.substring(0, length) + "…";
        }
        return shown;
    }
}
