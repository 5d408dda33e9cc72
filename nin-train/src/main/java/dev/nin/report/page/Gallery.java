// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import dev.nin.report.picture.Figure;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures that share one file, and that the page shows separately so that a phone can wrap them.
 *
 * @param file the file with all pictures
 * @param alt the alternative text
 * @param layout the layout on the page
 * @param tiles each with a caption, possibly empty
 * @param legend the meaning of their colors
 */
public record Gallery(Figure file, String alt, Layout layout, List<Tile> tiles, Legend legend) {
    /** The folder of the pictures of several outputs, with a sub-folder for each. */
    public static final String OUTPUTS = "outputs";

    /** The minimum width of a tile; a browser would enlarge and blur narrower ones. */
    private static final int LEAST_WIDTH = 256;

    /** The layouts of tiles on a page. */
    public enum Layout {
        /** One picture, which scrolls if it is wider than the page. */
        WIDE("wide"),
        /** Side by side at their original size; one below the other on a phone. */
        CHARTS("charts"),
        /** As many per row as fit. */
        TILES("tiles"),
        /** Three per row. */
        ROWS_OF_3("tiles three"),
        /** Four per row, two on a phone. */
        ROWS_OF_4("tiles four");

        private final String style;

        Layout(String style) {
            this.style = style;
        }

        /**
         * Returns the layout's classes in the page's style sheet.
         *
         * @return the classes, separated by spaces
         */
        public String style() {
            return style;
        }
    }

    /** Copies the lists. */
    public Gallery {
        tiles = List.copyOf(tiles);
    }

    /**
     * Returns a gallery of one picture.
     *
     * @param figure the picture
     * @param alt the alternative text
     * @return the gallery
     */
    public static Gallery wide(Figure figure, String alt) {
        return new Gallery(figure, alt, Layout.WIDE, List.of(new Tile(figure.picture(), List.of())), Legend.NONE);
    }

    /**
     * Returns a gallery of charts of the same size.
     *
     * @param name the file's name
     * @param alt the alternative text
     * @param charts one or more
     * @param legend the meaning of their colors
     * @return the gallery
     */
    public static Gallery charts(String name, String alt, List<BufferedImage> charts, Legend legend) {
        List<Tile> tiles =
                charts.stream().map(each -> new Tile(each, List.of())).toList();
        return new Gallery(new Figure(name, legend.below(Pictures.joined(charts))), alt, Layout.CHARTS, tiles, legend);
    }

    /**
     * Returns a gallery of images with captions.
     *
     * @param name the file's name
     * @param alt the alternative text
     * @param layout the layout on the page
     * @param mosaic the layout in the file
     * @param tiles the images
     * @param legend the meaning of their colors
     * @return the gallery
     */
    public static Gallery tiles(
            String name, String alt, Layout layout, Mosaic mosaic, List<Tile> tiles, Legend legend) {
        BufferedImage all = legend.below(mosaic.draw(tiles));
        List<Tile> enlarged = tiles.stream()
                .map(each -> new Tile(Pictures.enlarged(each.picture(), LEAST_WIDTH), each.caption()))
                .toList();
        return new Gallery(new Figure(name, all), alt, layout, enlarged, legend);
    }

    /**
     * Returns whether a picture is in an output's folder.
     *
     * @param file a picture of the report
     * @return false for pictures next to the page
     */
    public static boolean isOfOutput(Figure file) {
        return file.name().startsWith(OUTPUTS + "/");
    }

    /** Returns the same gallery in an output's folder. */
    Gallery ofOutput(String output) {
        return new Gallery(
                new Figure(OUTPUTS + "/" + output + "/" + file.name(), file.picture()), alt, layout, tiles, legend);
    }
}
