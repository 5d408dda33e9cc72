// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.train.EpochMetrics;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart with a line for each series of values over the epochs. */
final class EpochChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;

    private final XYChart chart;

    /** An empty chart from epoch 1 to {@code lastEpoch}. */
    EpochChart(String title, int lastEpoch, LegendPosition legend) {
        chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler()
                .setLegendPosition(legend)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false);
        // A chart needs a range, also of one epoch.
        chart.getStyler()
                .setYAxisDecimalPattern("0.####")
                .setXAxisDecimalPattern("0")
                .setXAxisMin(1.0)
                .setXAxisMax((double) Math.max(2, lastEpoch));
    }

    void add(String name, List<EpochMetrics> epochs, ToDoubleFunction<EpochMetrics> value) {
        chart.addSeries(
                        name,
                        epochs.stream().mapToDouble(EpochMetrics::epoch).toArray(),
                        epochs.stream().mapToDouble(value).toArray())
                .setMarker(SeriesMarkers.CIRCLE);
    }

    BufferedImage picture() {
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** This chart, and another on its right. */
    BufferedImage beside(EpochChart right) {
        BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = both.createGraphics();
        pen.drawImage(picture(), 0, 0, null);
        pen.drawImage(right.picture(), WIDTH, 0, null);
        pen.dispose();
        return both;
    }
}
