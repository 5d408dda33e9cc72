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
 * Draws the pictures of a classifier.
 *
 * @param views its network
 * @param output the name of the output that classifies
 * @param images the test images
 * @param predictions its predictions for the test images
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

    /** Returns the mistakes with the highest confidence; empty if there are none. */
    Optional<Figure> mistakes() {
        List<Tile> tiles = predictions.worst(MISTAKES).stream()
                .map(image -> new Tile(
                        Pictures.of(images, image),
                        List.of(
                                "true: " + right(image),
                                "predicted: " + predicted(image),
                                Numbers.percent(predictions.probability(image, predictions.predicted(image))))))
                .toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure("mistakes", new Mosaic(MISTAKE_COLUMNS, MISTAKE_SIDE, 3).draw(tiles)));
    }

    /**
     * Returns the evidence map of each class before global pooling, on one scale per image, for some correctly
     * classified images and the worst mistake; empty if the network does not end in global average pooling.
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
            tiles.add(new Tile(Pictures.of(images, image), List.of("true: " + right(image))));
            List<Integer> predicted = IntStream.range(0, maps.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(label -> -predictions.probability(image, label)))
                    .limit(classes)
                    .toList();
            float least = (float) predicted.stream()
                    .mapToDouble(label -> Pictures.least(maps[label]))
                    .min()
                    .orElse(0);
            float greatest = (float) predicted.stream()
                    .mapToDouble(label -> Pictures.greatest(maps[label]))
                    .max()
                    .orElse(1);
            for (int label : predicted) {
                tiles.add(new Tile(
                        Pictures.heat(maps[label], least, greatest),
                        List.of(images.classes().get(label), Numbers.percent(predictions.probability(image, label)))));
            }
        }
        return Optional.of(new Figure("evidence", new Mosaic(classes + 1, MAP_SIDE, 2).draw(tiles)));
    }

    /**
     * Returns the image and the overlaid heat map of its predicted class, for some correctly classified images and the
     * worst mistakes; empty without {@link NetworkViews#gradCam}.
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
            tiles.add(new Tile(picture, List.of("true: " + right(image))));
            tiles.add(new Tile(
                    Pictures.blended(picture, Pictures.heat(heat, 0, 1), HEAT_SHARE),
                    List.of("predicted: " + predicted(image) + ", "
                            + Numbers.percent(predictions.probability(image, predictions.predicted(image))))));
        }
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Gallery.tiles(
                        "grad-cam",
                        "Image, or its regions that support the predicted class",
                        Layout.ROWS_OF_4,
                        HEAT_MOSAIC,
                        tiles,
                        Legend.NONE));
    }

    /** Returns whether the maps of evidence are single pixels. */
    boolean isEvidenceAPixel() {
        return views.isEvidenceAPixel(output);
    }

    /** Returns a text on the feature map of the heat maps, such as relu_9 of 4×4 pixels. */
    String heatMap() {
        return views.gradCam(output)
                .map(cam -> cam.node() + " of " + cam.spec().shape(cam.node()).height() + "×"
                        + cam.spec().shape(cam.node()).width() + " pixels")
                .orElse("");
    }

    /** Returns the image to follow through the network: the first correctly classified one. */
    int example() {
        return rightOnes().findFirst().orElse(0);
    }

    /** Returns the first correctly classified image of each class, in the data set's order. */
    private IntStream rightOnes() {
        return IntStream.range(0, images.classes().size())
                .map(label -> IntStream.range(0, images.size())
                        .filter(image -> images.label(image) == label && predictions.predicted(image) == label)
                        .findFirst()
                        .orElse(-1))
                .filter(image -> image >= 0);
    }

    private String right(int image) {
        return images.classes().get(images.label(image));
    }

    private String predicted(int image) {
        return images.classes().get(predictions.predicted(image));
    }
}
