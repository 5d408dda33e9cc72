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
 * Pictures that one file holds, and that the page shows one by one where a phone could not show them side by side.
 *
 * @param file all of them
 * @param alt what they show, for those who do not see them
 * @param layout how the page lays them out
 * @param tiles each with a caption, possibly empty
 * @param legend what their colours mean
 */
public record Gallery(Figure file, String alt, Layout layout, List<Tile> tiles, Legend legend) {
    /** The folder of the pictures of several outputs, with a folder for each. */
    public static final String OUTPUTS = "outputs";

    /** Narrower tiles would be enlarged by the browser, which blurs them. */
    private static final int LEAST_WIDTH = 256;

    /** How a page lays tiles out. */
    public enum Layout {
        /** One picture, which scrolls where it is wider than the page. */
        WIDE("wide"),
        /** Beside each other at their size, below each other on a phone. */
        CHARTS("charts"),
        /** As many in a row as there is room for. */
        TILES("tiles"),
        /** Three in a row. */
        ROWS_OF_3("tiles three"),
        /** Four in a row, two on a phone. */
        ROWS_OF_4("tiles four");

        private final String style;

        Layout(String style) {
            this.style = style;
        }

        /**
         * The layout's classes in the page's style sheet.
         *
         * @return separated by spaces
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
     * One picture.
     *
     * @param figure the picture
     * @param alt what it shows
     * @return the gallery
     */
    public static Gallery wide(Figure figure, String alt) {
        return new Gallery(figure, alt, Layout.WIDE, List.of(new Tile(figure.picture(), List.of())), Legend.NONE);
    }

    /**
     * Charts of one size.
     *
     * @param name the file's
     * @param alt what they show
     * @param charts one or more
     * @param legend what their colours mean
     * @return the gallery
     */
    public static Gallery charts(String name, String alt, List<BufferedImage> charts, Legend legend) {
        List<Tile> tiles =
                charts.stream().map(each -> new Tile(each, List.of())).toList();
        return new Gallery(new Figure(name, legend.below(Pictures.joined(charts))), alt, Layout.CHARTS, tiles, legend);
    }

    /**
     * Images with captions.
     *
     * @param name the file's
     * @param alt what they show
     * @param layout how the page lays them out
     * @param mosaic how the file holds them
     * @param tiles the images
     * @param legend what their colours mean
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
     * Whether a picture lies in an output's folder.
     *
     * @param file a picture of the report
     * @return false for those beside the page
     */
    public static boolean isOfOutput(Figure file) {
        return file.name().startsWith(OUTPUTS + "/");
    }

    /** The same in an output's folder. */
    Gallery ofOutput(String output) {
        return new Gallery(
                new Figure(OUTPUTS + "/" + output + "/" + file.name(), file.picture()), alt, layout, tiles, legend);
    }
}
