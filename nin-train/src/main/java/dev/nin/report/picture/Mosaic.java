// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A grid of pictures that are scaled to the same size.
 *
 * @param columns number of pictures per row
 * @param side the larger of width and height of each picture in pixels
 * @param captionLines lines of text below each picture
 */
public record Mosaic(int columns, int side, int captionLines) {
    private static final int GAP = 4;
    private static final int LINE = 14;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    /**
     * A picture of the grid.
     *
     * @param picture a picture of any size, enlarged without smoothing
     * @param caption its lines of text
     */
    public record Tile(BufferedImage picture, List<String> caption) {
        /** Copies the lines. */
        public Tile {
            caption = List.copyOf(caption);
        }
    }

    /**
     * Draws the grid.
     *
     * @param tiles the pictures in reading order
     * @return one picture
     */
    public BufferedImage draw(List<Tile> tiles) {
        int shown = Math.max(1, Math.min(columns, tiles.size()));
        int rows = Math.max(1, (tiles.size() + shown - 1) / shown);
        int highest = tiles.stream().mapToInt(each -> scaled(each).height).max().orElse(side);
        int height = highest + LINE * captionLines;
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
                int x = GAP + i % shown * (side + GAP);
                int y = GAP + i / shown * (height + GAP);
                Dimension size = scaled(tiles.get(i));
                pen.drawImage(tiles.get(i).picture(), x, y, size.width, size.height, null);
                write(pen, tiles.get(i).caption(), x, y + highest);
            }
        } finally {
            pen.dispose();
        }
        return whole;
    }

    /** Returns the size in which a picture is drawn, keeping its aspect ratio. */
    private Dimension scaled(Tile tile) {
        double width = tile.picture().getWidth();
        double height = tile.picture().getHeight();
        double scale = side / Math.max(width, height);
        return new Dimension(
                (int) Math.max(1, Math.round(scale * width)), (int) Math.max(1, Math.round(scale * height)));
    }

    private void write(Graphics2D pen, List<String> lines, int x, int y) {
        for (int line = 0; line < lines.size(); line++) {
            pen.drawString(fitting(lines.get(line), pen.getFontMetrics()), x, y + LINE * (line + 1) - GAP);
        }
    }

    /** Returns the text, truncated if it is wider than a picture. */
    private String fitting(String text, FontMetrics metrics) {
        String shown = text;
        for (int length = text.length() - 1; length > 0 && metrics.stringWidth(shown) > side; length--) {
            shown = text.substring(0, length) + "…";
        }
        return shown;
    }
}
