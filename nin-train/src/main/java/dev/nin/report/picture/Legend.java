// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The legend of a picture's colors.
 *
 * @param keys the colors; empty for a picture that needs no legend
 */
public record Legend(List<Key> keys) {
    /** The empty legend. */
    public static final Legend NONE = new Legend(List.of());

    private static final int LINE = 20;
    private static final int SIDE = 12;
    private static final int GAP = 5;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /**
     * The meaning of one color.
     *
     * @param color the color
     * @param name what it stands for
     */
    public record Key(Color color, String name) {
        /**
         * Returns the color for a style sheet.
         *
         * @return a text such as #e69f00
         */
        public String css() {
            return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
        }

        private int width(FontMetrics metrics) {
            return SIDE + metrics.stringWidth(name) + 3 * GAP;
        }
    }

    /** Copies the keys. */
    public Legend {
        keys = List.copyOf(keys);
    }

    /**
     * Adds this legend below a picture.
     *
     * @param picture the picture
     * @return a taller picture; the same one if the legend is empty
     */
    public BufferedImage below(BufferedImage picture) {
        if (keys.isEmpty()) {
            return picture;
        }
        Graphics2D measuring = picture.createGraphics();
        FontMetrics metrics = measuring.getFontMetrics(FONT);
        measuring.dispose();
        List<List<Key>> lines = lines(metrics, picture.getWidth());
        BufferedImage all = new BufferedImage(
                picture.getWidth(), picture.getHeight() + LINE * lines.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, all.getWidth(), all.getHeight());
        pen.drawImage(picture, 0, 0, null);
        pen.setFont(FONT);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int line = 0; line < lines.size(); line++) {
            int x = GAP;
            for (Key key : lines.get(line)) {
                key(pen, key, x, picture.getHeight() + LINE * line);
                x += key.width(metrics);
            }
        }
        pen.dispose();
        return all;
    }

    private static void key(Graphics2D pen, Key key, int x, int y) {
        pen.setColor(key.color());
        pen.fillRect(x, y, SIDE, SIDE);
        pen.setColor(Color.BLACK);
        pen.drawRect(x, y, SIDE, SIDE);
        pen.drawString(key.name(), x + SIDE + GAP, y + SIDE - 1);
    }

    private List<List<Key>> lines(FontMetrics metrics, int width) {
        List<List<Key>> lines = new ArrayList<>();
        int used = width;
        for (Key key : keys) {
            if (used + key.width(metrics) > width - GAP) {
                lines.add(new ArrayList<>());
                used = 0;
            }
            lines.get(lines.size() - 1).add(key);
            used += key.width(metrics);
        }
        return lines;
    }
}
