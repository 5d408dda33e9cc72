// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.Dataset;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Gallery.Layout;
import dev.nin.report.page.Numbers;
import dev.nin.report.picture.Figure;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import dev.nin.train.evaluation.Predictions;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pictures of a classifier.
 *
 * @param views its network
 * @param output the name of the output that classifies
 * @param images the test images
 * @param predictions what it says of them
 */
record ClassifierFigures(NetworkViews views, String output, Dataset images, Predictions predictions) {
    private static final int MISTAKES = 24;
    private static final int MISTAKE_COLUMNS = 8;
    private static final int MISTAKE_SIDE = 128;
    private static final int MAPS = 11;
    private static final int MAP_SIDE = 84;
    private static final int RIGHT_ONES = 3;
    private static final int HEATS = 6;
    private static final Mosaic HEAT_MOSAIC = new Mosaic(4, 220, 1);
    private static final float HEAT_SHARE = 0.5f;

    /** The mistakes made with the most conviction; empty if there are none. */
    Optional<Figure> mistakes() {
        List<Tile> tiles = predictions.worst(MISTAKES).stream()
                .map(image -> new Tile(
                        Pictures.of(images, image),
                        List.of(
                                "is " + right(image),
                                "taken for " + likeliest(image),
                                Numbers.percent(predictions.probability(image, predictions.likeliest(image))))))
                .toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure("mistakes", new Mosaic(MISTAKE_COLUMNS, MISTAKE_SIDE, 3).draw(tiles)));
    }

    /**
     * For some images that are right and the worst mistake, the map of each class's evidence before global pooling, in
     * one scale; empty where the network does not end in global average pooling.
     */
    Optional<Figure> evidence() {
        Optional<String> node = views.evidence(output);
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
                        List.of(images.classes().get(label), Numbers.percent(predictions.probability(image, label)))));
            }
        }
        return Optional.of(new Figure("evidence", new Mosaic(classes + 1, MAP_SIDE, 2).draw(tiles)));
    }

    /**
     * For some images that are right and the worst mistakes, the image and the heat of its predicted class over it;
     * empty without {@link NetworkViews#gradCam}.
     */
    Optional<Gallery> heats() {
        if (views.gradCam(output).isEmpty()) {
            return Optional.empty();
        }
        List<Integer> shown = Stream.concat(rightOnes().limit(HEATS).boxed(), predictions.worst(HEATS).stream())
                .toList();
        List<Tile> tiles = new ArrayList<>();
        for (int image : shown) {
            BufferedImage picture = Pictures.of(images, image);
            float[][] heat = views.heat(output, images, image);
            tiles.add(new Tile(picture, List.of("is " + right(image))));
            tiles.add(new Tile(
                    Pictures.blended(picture, Pictures.heat(heat, 0, 1), HEAT_SHARE),
                    List.of("taken for " + likeliest(image) + ", "
                            + Numbers.percent(predictions.probability(image, predictions.likeliest(image))))));
        }
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Gallery.tiles(
                        "grad-cam",
                        "Image, or where in it the predicted class is seen",
                        Layout.ROWS_OF_4,
                        HEAT_MOSAIC,
                        tiles,
                        Legend.NONE));
    }

    /** The feature map that heats are made of, such as relu_9 of 4×4 pixels. */
    String heatMap() {
        return views.gradCam(output)
                .map(cam -> cam.node() + " of " + cam.spec().shape(cam.node()).height() + "×"
                        + cam.spec().shape(cam.node()).width() + " pixels")
                .orElse("");
    }

    /** An image that is worth following through the network: the first that is right. */
    int example() {
        return rightOnes().findFirst().orElse(0);
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
}
