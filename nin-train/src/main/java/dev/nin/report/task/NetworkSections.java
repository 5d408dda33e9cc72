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
 * What a report shows of a network whatever it has learnt.
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
     * The maps of its blocks and its first kernels, where it has them.
     *
     * @param example the image that is followed through the network
     */
    List<Section> sections(int example) {
        return Stream.of(features(example), filters()).flatMap(Optional::stream).toList();
    }

    /** The first convolution's kernels; empty without a convolution. */
    private Optional<Section> filters() {
        List<Tile> tiles =
                views.filters().stream().map(each -> new Tile(each, List.of())).toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of(
                        "First kernels",
                        "Each kernel of the first convolution in its own scale, the mean over its input channels.",
                        Gallery.wide(
                                new Figure("filters", new Mosaic(FILTER_COLUMNS, FILTER_SIDE, 0).draw(tiles)),
                                "Kernels of the first convolution")));
    }

    /** A row for each block, of the maps that answer the strongest to an image; empty without a pooling. */
    private Optional<Section> features(int image) {
        List<Tile> tiles = new ArrayList<>();
        for (String block : views.blocks()) {
            float[][][] maps = views.maps(block, images, image);
            String size = Joiner.on('×').join(maps[0].length, maps[0][0].length);
            tiles.add(new Tile(Pictures.of(images, image), List.of(block, maps.length + " of " + size)));
            List<Integer> strongest = IntStream.range(0, maps.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(channel -> -mean(maps[channel])))
                    .limit(MAPS)
                    .toList();
            for (int i = 0; i < MAPS; i++) {
                // A block of few maps repeats its last so that the next begins a row of its own.
                int channel = strongest.get(Math.min(i, strongest.size() - 1));
                float[][] map = maps[channel];
                tiles.add(new Tile(
                        Pictures.heat(map, Pictures.least(map), Pictures.greatest(map)), List.of("map " + channel)));
            }
        }
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of(
                        "Through the blocks",
                        "The maps that answer the strongest to one image, behind each block; each map in its own scale.",
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
