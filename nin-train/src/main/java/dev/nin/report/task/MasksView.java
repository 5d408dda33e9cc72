// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.page.Gallery;
import dev.nin.report.page.Gallery.Layout;
import dev.nin.report.page.Numbers;
import dev.nin.report.page.Section;
import dev.nin.report.picture.Figure;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import dev.nin.task.Segmentation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The report on masks: true and predicted masks, and the confusion matrix of pixels.
 *
 * @param output the tested output
 * @param classes the names of all classes
 * @param counts the confusion counts of the pixels of all test images
 * @param shown the images to show
 */
record MasksView(TestedOutput output, List<String> classes, PixelCounts counts, List<RankedImage> shown) {
    private static final Mosaic MOSAIC = new Mosaic(4, 220, 1);

    static MasksView of(TestedOutput output, Segmentation task) {
        PixelCounts counts = new PixelCounts(task.classes(), task.ignored());
        double[] accuracies = new double[output.images().size()];
        output.bytes("mask", (mask, image) -> accuracies[image] = counts.add(output.mask(image), mask));
        return new MasksView(output, task.classes(), counts, RankedImage.spread(accuracies));
    }

    List<Section> sections() {
        return shown.isEmpty() ? List.of(pixels()) : List.of(masks(), pixels());
    }

    private Section masks() {
        MaskPictures pictures = new MaskPictures(output.images().shape(), counts::isCounted);
        List<Tile> tiles = new ArrayList<>();
        output.bytes(shown.stream().map(RankedImage::image).toList(), "mask", (mask, place) -> {
            RankedImage image = shown.get(place);
            byte[] right = output.mask(image.image());
            BufferedImage picture = Pictures.of(output.images(), image.image());
            tiles.add(new Tile(picture, List.of(image.rank() + ": " + Numbers.percent(image.quality()) + " correct")));
            tiles.add(new Tile(pictures.right(right), List.of("true mask")));
            tiles.add(new Tile(pictures.predicted(mask), List.of("predicted mask")));
            tiles.add(new Tile(pictures.wrong(picture, right, mask), List.of("wrong pixels")));
        });
        return Section.of(
                "Masks",
                "Test images from worst to best by the share of correct pixels. The last picture of each is the "
                        + "darkened image with its wrong pixels in yellow.",
                Gallery.tiles("masks", "Image or mask", Layout.ROWS_OF_4, MOSAIC, tiles, pictures.legend(classes)));
    }

    private Section pixels() {
        List<String> names = counts.names();
        BufferedImage confusion =
                ConfusionChart.draw("True class by predicted class, in %", names, "0.#", counts.percentages());
        return new Section(
                "Confusion of pixels",
                "The percentage of each true class's pixels that is predicted as each class. The IoU of a class is "
                        + "the area of the intersection of its true and predicted pixels, divided by the area of "
                        + "their union.",
                List.of(
                        ConfusionChart.isNarrow(names)
                                ? Gallery.charts(
                                        "confusion", "Confusion matrix of pixels", List.of(confusion), Legend.NONE)
                                : Gallery.wide(new Figure("confusion", confusion), "Confusion matrix of pixels")),
                counts.table(),
                ConfusionChart.isNarrow(names));
    }
}
