// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.Dataset;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Gallery.Layout;
import dev.nin.report.page.Numbers;
import dev.nin.report.page.Section;
import dev.nin.report.page.Table;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import dev.nin.task.MultiLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report on tags: the metrics of each tag, and the images with the most wrong tags. */
final class TagsView {
    private static final int MISTAKES = 12;
    private static final Mosaic MOSAIC = new Mosaic(6, 180, 2);

    private final Dataset images;
    private final List<String> tags;
    private final float[][] probabilities;
    private final float[][] right;

    private TagsView(Dataset images, List<String> tags, float[][] probabilities, float[][] right) {
        this.images = images;
        this.tags = tags;
        this.probabilities = probabilities;
        this.right = right;
    }

    static TagsView of(TestedOutput output, MultiLabel task) {
        float[][] right = IntStream.range(0, output.images().size())
                .mapToObj(output::values)
                .toArray(float[][]::new);
        return new TagsView(output.images(), task.tags(), output.answers("probabilities"), right);
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>(List.of(recognized()));
        List<Integer> worst = worst();
        if (!worst.isEmpty()) {
            List<Tile> tiles = worst.stream()
                    .map(image -> new Tile(Pictures.of(images, image), caption(image)))
                    .toList();
            sections.add(Section.of(
                    "Images with the most wrong tags",
                    "Test images with the most wrong tags; with equally many, those with the largest error in "
                            + "probability come first.",
                    Gallery.tiles("mistakes", "Image with wrong tags", Layout.TILES, MOSAIC, tiles, Legend.NONE)));
        }
        return sections;
    }

    private Section recognized() {
        List<TagScores> worstFirst = scores().stream()
                .sorted(Comparator.comparingDouble(each -> each.ranking().averagePrecision()))
                .toList();
        // A curve needs images with the tag and images without it.
        List<TagScores> curves = worstFirst.stream()
                .filter(each -> !Double.isNaN(each.ranking().area()))
                .limit(LineCharts.MOST_CURVES)
                .toList();
        String text = (tags.size() > LineCharts.MOST_CURVES
                        ? "ROC curves of the " + LineCharts.MOST_CURVES
                                + " tags with the lowest average precision (AP)."
                        : "ROC curve of each tag.")
                + " The table starts with the tag of the lowest average precision (AP). A tag counts as predicted if "
                + "its probability is at least 0.5.";
        Table table = new Table(
                List.of("tag", "AP", "AUC", "precision", "recall", "F1", "images"),
                worstFirst.stream().map(TagScores::row).toList());
        List<Gallery> charts = curves.isEmpty()
                ? List.of()
                : List.of(Gallery.charts(
                        "roc", "ROC curves", List.of(LineCharts.roc(curves)), LineCharts.rocLegend(curves)));
        return new Section("Tags", text, charts, table, true);
    }

    private List<TagScores> scores() {
        return IntStream.range(0, tags.size())
                .mapToObj(tag -> {
                    float[] ofTag = new float[right.length];
                    boolean[] hasTag = new boolean[right.length];
                    for (int image = 0; image < right.length; image++) {
                        ofTag[image] = probabilities[image][tag];
                        hasTag[image] = isRight(image, tag);
                    }
                    return TagScores.of(tags.get(tag), ofTag, hasTag);
                })
                .toList();
    }

    private List<Integer> worst() {
        return IntStream.range(0, right.length)
                .filter(image -> wrong(image) > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer image) -> -wrong(image))
                        .thenComparingDouble(image -> -distance(image)))
                .limit(MISTAKES)
                .toList();
    }

    private long wrong(int image) {
        return IntStream.range(0, tags.size())
                .filter(tag -> isRight(image, tag) != isPredicted(image, tag))
                .count();
    }

    private double distance(int image) {
        return IntStream.range(0, tags.size())
                .mapToDouble(tag -> Math.abs(right[image][tag] - probabilities[image][tag]))
                .sum();
    }

    private List<String> caption(int image) {
        List<Integer> all = IntStream.range(0, tags.size()).boxed().toList();
        String has =
                all.stream().filter(tag -> isRight(image, tag)).map(tags::get).collect(Collectors.joining(", "));
        String predicted = all.stream()
                .filter(tag -> isPredicted(image, tag))
                .map(tag -> tags.get(tag) + " " + Numbers.percent(probabilities[image][tag]))
                .collect(Collectors.joining(", "));
        return List.of(
                "true: " + (has.isEmpty() ? "none" : has), "predicted: " + (predicted.isEmpty() ? "none" : predicted));
    }

    private boolean isRight(int image, int tag) {
        return right[image][tag] > 0;
    }

    private boolean isPredicted(int image, int tag) {
        return probabilities[image][tag] >= TagScores.THRESHOLD;
    }
}
