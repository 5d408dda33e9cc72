// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import com.google.common.base.Joiner;
import dev.nin.data.Dataset;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Section;
import dev.nin.report.picture.Figure;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sections of a report on a network for any task.
 *
 * @param views the network
 * @param images the test images
 */
record NetworkSections(NetworkViews views, Dataset images) {
    private static final int FILTER_COLUMNS = 24;
    private static final int FILTER_SIDE = 40;
    private static final int MAPS = 11;
    private static final int MAP_SIDE = 84;

    /**
     * Returns the maps of its blocks and its first-layer kernels, if it has them.
     *
     * @param example the image to follow through the network
     */
    List<Section> sections(int example) {
        return Stream.of(features(example), filters()).flatMap(Optional::stream).toList();
    }

    /** Returns the first convolution's kernels; empty without a convolution. */
    private Optional<Section> filters() {
        List<Tile> tiles =
                views.filters().stream().map(each -> new Tile(each, List.of())).toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of(
                        "First-layer kernels",
                        "Each kernel of the first convolution on its own scale, averaged over its input channels.",
                        Gallery.wide(
                                new Figure("filters", new Mosaic(FILTER_COLUMNS, FILTER_SIDE, 0).draw(tiles)),
                                "Kernels of the first convolution")));
    }

    /** Returns a row for each block, with the most active maps for an image; empty without a pooling. */
    private Optional<Section> features(int image) {
        List<Tile> tiles = new ArrayList<>();
        for (String block : views.blocks()) {
            float[][][] maps = views.maps(block, images, image);
            if (maps[0].length * maps[0][0].length == 1) {
                continue; // a map of one pixel, scaled by itself, is a flat square
            }
            String size = Joiner.on('×').join(maps[0].length, maps[0][0].length);
            tiles.add(new Tile(Pictures.of(images, image), List.of(block, maps.length + " of " + size)));
            List<Integer> strongest = IntStream.range(0, maps.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(channel -> -mean(maps[channel])))
                    .limit(MAPS)
                    .toList();
            for (int i = 0; i < MAPS; i++) {
                // A block with few maps repeats its last one, so that the next block starts a new row.
                int channel = strongest.get(Math.min(i, strongest.size() - 1));
                float[][] map = maps[channel];
                tiles.add(new Tile(
                        Pictures.heat(map, Pictures.least(map), Pictures.greatest(map)), List.of("map " + channel)));
            }
        }
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of(
                        "Feature maps",
                        "The most active maps for one image after each block, each map on its own scale.",
                        Gallery.wide(
                                new Figure("features", new Mosaic(MAPS + 1, MAP_SIDE, 2).draw(tiles)),
                                "Feature maps")));
    }

    private static double mean(float[][] map) {
        double sum = 0;
        for (float[] row : map) {
            for (float value : row) {
                sum += value;
            }
        }
        return sum / (map.length * map[0].length);
    }
}
