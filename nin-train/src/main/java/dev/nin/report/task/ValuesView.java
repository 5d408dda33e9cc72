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
import dev.nin.task.Regression;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The report on numbers: predicted against true values, the errors, and the images with the largest errors.
 *
 * @param images the test images
 * @param values the metrics of each number over all images
 */
record ValuesView(Dataset images, List<ValueScores> values) {
    private static final int MOST_CHARTS = 6;
    private static final int FARTHEST = 12;
    private static final int MOST_LINES = 4;
    private static final int COLUMNS = 6;
    private static final int SIDE = 180;

    static ValuesView of(TestedOutput output, Regression task) {
        int size = output.images().size();
        float[][] right = IntStream.range(0, size).mapToObj(output::values).toArray(float[][]::new);
        float[][] predicted = output.answers("values");
        return new ValuesView(
                output.images(),
                IntStream.range(0, task.names().size())
                        .mapToObj(value -> new ValueScores(
                                task.names().get(value), column(right, value), column(predicted, value)))
                        .toList());
    }

    private static double[] column(float[][] rows, int value) {
        return IntStream.range(0, rows.length)
                .mapToDouble(row -> rows[row][value])
                .toArray();
    }

    List<Section> sections() {
        String first = values.size() > MOST_CHARTS ? " The first " + MOST_CHARTS + " values are drawn." : "";
        String thinned = images.size() > LineCharts.MOST_POINTS
                ? " A sample of " + LineCharts.MOST_POINTS + " images is drawn."
                : "";
        Section scatter = new Section(
                "Predicted against true",
                "Each point is a test image; it is on the line if the prediction is correct." + first + thinned,
                charts(
                        "scatter",
                        "Predicted against true values",
                        each -> LineCharts.scatter(each.name(), each.right(), each.predicted())),
                new Table(
                        List.of("value", "MAE", "RMSE", "R²", "mean error", "minimum", "maximum"),
                        values.stream().map(ValueScores::row).toList()),
                values.size() == 1);
        Section residuals = new Section(
                "Errors",
                "The number of test images by error; left of the line the prediction is too low." + first,
                charts("residuals", "Histogram of errors", each -> LineCharts.histogram(each.name(), each.errors())),
                Table.NONE,
                false);
        return List.of(scatter, residuals, farthest());
    }

    /** Returns no charts if the network outputs values that are not finite. */
    private List<Gallery> charts(String name, String alt, Function<ValueScores, BufferedImage> chart) {
        List<BufferedImage> charts = values.stream()
                .filter(ValueScores::isFinite)
                .limit(MOST_CHARTS)
                .map(chart)
                .toList();
        return charts.isEmpty() ? List.of() : List.of(Gallery.charts(name, alt, charts, Legend.NONE));
    }

    private Section farthest() {
        List<double[]> distances = values.stream().map(ValueScores::distances).toList();
        List<Tile> tiles = IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -distances.stream()
                        .mapToDouble(each -> each[image])
                        .max()
                        .orElse(0)))
                .limit(FARTHEST)
                .map(image -> new Tile(Pictures.of(images, image), caption(image, distances)))
                .toList();
        String text = values.size() == 1
                ? "The test images with the largest errors."
                : "The test images with the largest error of any value, in standard deviations of that value. Below "
                        + "each are its worst values, true → predicted.";
        Mosaic mosaic = new Mosaic(COLUMNS, SIDE, tiles.get(0).caption().size());
        return Section.of(
                "Largest errors",
                text,
                Gallery.tiles("mistakes", "Image with a large error", Layout.TILES, mosaic, tiles, Legend.NONE));
    }

    /** Returns the values with the largest errors; a single value needs no name. */
    private List<String> caption(int image, List<double[]> distances) {
        if (values.size() == 1) {
            ValueScores only = values.get(0);
            return List.of(
                    "true " + Numbers.significant(only.right()[image]),
                    "predicted " + Numbers.significant(only.predicted()[image]));
        }
        return IntStream.range(0, values.size())
                .boxed()
                .sorted(Comparator.comparingDouble(value -> -distances.get(value)[image]))
                .limit(MOST_LINES)
                .map(values::get)
                .map(value -> value.name() + ": " + Numbers.significant(value.right()[image]) + " → "
                        + Numbers.significant(value.predicted()[image]))
                .toList();
    }
}
