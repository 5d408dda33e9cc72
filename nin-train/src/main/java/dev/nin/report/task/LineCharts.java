// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.picture.ClassColors;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.PlainChart;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts with two axes, all of the same size. */
final class LineCharts {
    /** The maximum number of points in a scatter chart or a curve. */
    static final int MOST_POINTS = 2000;

    private static final int BINS = 30;
    private static final Color POINT = new Color(0, 114, 178, 110);
    /** The colors of {@link ClassColors} that are visible as lines on white. */
    private static final List<Integer> LINE_COLORS = List.of(5, 1, 3, 7, 2, 6, 0, 17, 19, 23);

    /** The maximum number of ROC curves in a chart. */
    static final int MOST_CURVES = LINE_COLORS.size();

    private LineCharts() {}

    /** Draws the ROC curves of as many tags as {@link #rocLegend} has colors. */
    static BufferedImage roc(List<TagScores> tags) {
        XYChart chart = PlainChart.of("ROC curves", "false positive rate", "true positive rate");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        for (int i = 0; i < tags.size(); i++) {
            Ranking ranking = tags.get(i).ranking();
            int[] points = thinned(ranking.falsePositives().length);
            XYSeries series = chart.addSeries(
                    tags.get(i).name(),
                    picked(ranking.falsePositives(), points),
                    picked(ranking.truePositives(), points));
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(ClassColors.of(LINE_COLORS.get(i))).setLineStyle(SeriesLines.SOLID);
        }
        PlainChart.reference(chart, new double[] {0, 1}, new double[] {0, 1});
        return BitmapEncoder.getBufferedImage(chart);
    }

    static Legend rocLegend(List<TagScores> tags) {
        return new Legend(IntStream.range(0, tags.size())
                .mapToObj(i -> new Legend.Key(
                        ClassColors.of(LINE_COLORS.get(i)),
                        String.format(
                                Locale.ROOT,
                                "%s (AUC %.3f)",
                                tags.get(i).name(),
                                tags.get(i).ranking().area())))
                .toList());
    }

    /** Draws predicted against true values, with the diagonal on which they are equal. */
    static BufferedImage scatter(String name, double[] right, double[] predicted) {
        XYChart chart = PlainChart.of(name, "true", "predicted");
        double least = DoubleStream.concat(Arrays.stream(right), Arrays.stream(predicted))
                .min()
                .orElse(0);
        double greatest = DoubleStream.concat(Arrays.stream(right), Arrays.stream(predicted))
                .max()
                .orElse(1);
        double margin = margin(least, greatest);
        double[] ends = {least - margin, greatest + margin};
        chart.getStyler()
                .setXAxisMin(ends[0])
                .setXAxisMax(ends[1])
                .setYAxisMin(ends[0])
                .setYAxisMax(ends[1]);
        int[] points = thinned(right.length);
        XYSeries series = chart.addSeries("images", picked(right, points), picked(predicted, points));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(POINT);
        PlainChart.reference(chart, ends, ends);
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Draws a histogram of errors. */
    static BufferedImage histogram(String name, double[] errors) {
        XYChart chart = PlainChart.of(name, "predicted − true", "images");
        double least = Math.min(0, Arrays.stream(errors).min().orElse(0));
        double greatest = Math.max(0, Arrays.stream(errors).max().orElse(0));
        double from = least - margin(least, greatest);
        double width = (greatest + margin(least, greatest) - from) / BINS;
        double[] counts = new double[BINS];
        for (double error : errors) {
            counts[(int) Math.min(BINS - 1, (error - from) / width)]++;
        }
        PlainChart.bars(chart, "errors", from, width, counts, POINT);
        double highest = Arrays.stream(counts).max().orElse(1);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.05 * highest);
        PlainChart.reference(chart, new double[] {0, 0}, new double[] {0, 1.05 * highest});
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Returns a twentieth of a range; an empty range gets a width. */
    private static double margin(double least, double greatest) {
        return greatest > least ? (greatest - least) / 20 : Math.max(1e-3, Math.abs(least) / 20);
    }

    /** Returns evenly spaced indices, including the first and the last. */
    private static int[] thinned(int size) {
        int count = Math.min(size, MOST_POINTS);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * (size - 1) / Math.max(1, count - 1)))
                .toArray();
    }

    private static double[] picked(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }
}
