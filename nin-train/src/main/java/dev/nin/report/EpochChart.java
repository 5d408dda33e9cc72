// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.common.base.Ascii;
import dev.nin.metric.Score;
import dev.nin.report.picture.Pictures;
import dev.nin.train.progress.EpochMetrics;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart with a line for each series of values over the epochs. */
final class EpochChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final int LONGEST_LABEL = 32;

    private final String title;
    private final XYChart chart;
    /** The sum of the rises of all lines from the first epoch to the last. */
    private double rise;

    /** Creates an empty chart from epoch 1 to {@code lastEpoch}. */
    EpochChart(String title, int lastEpoch) {
        this.title = title;
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setChartTitleBoxVisible(false);
        // A chart needs a range even for one epoch.
        chart.getStyler()
                .setLocale(Locale.ROOT)
                .setYAxisDecimalPattern("0.####")
                .setXAxisDecimalPattern("0")
                .setXAxisMin(1.0)
                .setXAxisMax((double) Math.max(2, lastEpoch));
    }

    /** Returns a metric's display name, such as Mean iou. */
    static String title(Score score) {
        String words = score.name().replace('_', ' ');
        return Ascii.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    String title() {
        return title;
    }

    void add(String name, List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> value) {
        double[] values = epochs.stream().mapToDouble(value).toArray();
        rise += values[values.length - 1] - values[0];
        chart.addSeries(name, epochs.stream().mapToDouble(EpochMetrics::epoch).toArray(), values)
                .setMarker(SeriesMarkers.CIRCLE);
    }

    /** Names only the first lines in the legend, and shortens their names, so that it covers little of the chart. */
    void limitLegend(int named) {
        int place = 0;
        for (XYSeries line : chart.getSeriesMap().values()) {
            String name = line.getName();
            line.setLabel(name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 3) + "...");
            line.setShowInLegend(place++ < named);
        }
    }

    /** Draws the chart, with the legend on the right, away from the ends of the lines. */
    BufferedImage picture() {
        chart.getStyler().setLegendPosition(rise < 0 ? LegendPosition.InsideNE : LegendPosition.InsideSE);
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Returns a picture of this chart with another on its right. */
    BufferedImage beside(EpochChart right) {
        return Pictures.joined(List.of(picture(), right.picture()));
    }
}
