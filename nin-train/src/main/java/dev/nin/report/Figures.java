// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.common.base.Joiner;
import dev.nin.data.Dataset;
import dev.nin.report.Mosaic.Tile;
import dev.nin.train.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pictures of a trained network.
 *
 * @param views the network
 * @param images the test images
 * @param predictions what it says of them
 */
record Figures(NetworkViews views, Dataset images, Predictions predictions) {
    private static final int MISTAKES = 24;
    private static final int MISTAKE_COLUMNS = 8;
    private static final int MISTAKE_SIDE = 128;
    private static final int FILTER_COLUMNS = 24;
    private static final int FILTER_SIDE = 40;
    private static final int MAPS = 11;
    private static final int MAP_SIDE = 84;
    private static final int RIGHT_ONES = 3;

    /** The mistakes made with the most conviction; empty if there are none. */
    Optional<Figure> mistakes() {
        List<Tile> tiles = predictions.worst(MISTAKES).stream()
                .map(image -> new Tile(
                        Pictures.of(images, image),
                        List.of(
                                "is " + right(image),
                                "taken for " + likeliest(image),
                                percent(predictions.probability(image, predictions.likeliest(image))))))
                .toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure("mistakes", new Mosaic(MISTAKE_COLUMNS, MISTAKE_SIDE, 3).draw(tiles)));
    }

    /** The first convolution's kernels; empty without a convolution. */
    Optional<Figure> filters() {
        List<Tile> tiles =
                views.filters().stream().map(each -> new Tile(each, List.of())).toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure("filters", new Mosaic(FILTER_COLUMNS, FILTER_SIDE, 0).draw(tiles)));
    }

    /** A row for each block, of the maps that answer the strongest to an image; empty without a pooling. */
    Optional<Figure> features() {
        int image = rightOnes().findFirst().orElse(0);
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
                : Optional.of(new Figure("features", new Mosaic(MAPS + 1, MAP_SIDE, 2).draw(tiles)));
    }

    /**
     * For some images that are right and the worst mistake, the map of each class's evidence before global pooling, in
     * one scale; empty where the network does not end in global average pooling.
     */
    Optional<Figure> evidence() {
        Optional<String> node = views.evidence();
        if (node.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> shown = Stream.concat(rightOnes().limit(RIGHT_ONES).boxed(), predictions.worst(1).stream())
                .toList();
        int classes = Math.min(images.classes().size(), MAPS - 1);
        List<Tile> tiles = new ArrayList<>();
        for (int image : shown) {
            float[][][] maps = views.maps(node.get(), images, image);
            tiles.add(new Tile(Pictures.of(images, image), List.of("is " + right(image))));
            List<Integer> likeliest = IntStream.range(0, maps.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(label -> -predictions.probability(image, label)))
                    .limit(classes)
                    .toList();
            float least = (float) likeliest.stream()
                    .mapToDouble(label -> Pictures.least(maps[label]))
                    .min()
                    .orElse(0);
            float greatest = (float) likeliest.stream()
                    .mapToDouble(label -> Pictures.greatest(maps[label]))
                    .max()
                    .orElse(1);
            for (int label : likeliest) {
                tiles.add(new Tile(
                        Pictures.heat(maps[label], least, greatest),
                        List.of(images.classes().get(label), percent(predictions.probability(image, label)))));
            }
        }
        return Optional.of(new Figure("evidence", new Mosaic(classes + 1, MAP_SIDE, 2).draw(tiles)));
    }

    /** For each class in the set's order, the first image that is taken for what it is. */
    private IntStream rightOnes() {
        return IntStream.range(0, images.classes().size())
                .map(label -> IntStream.range(0, images.size())
                        .filter(image -> images.label(image) == label && predictions.likeliest(image) == label)
                        .findFirst()
                        .orElse(-1))
                .filter(image -> image >= 0);
    }

    private String right(int image) {
        return images.classes().get(images.label(image));
    }

    private String likeliest(int image) {
        return images.classes().get(predictions.likeliest(image));
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

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
