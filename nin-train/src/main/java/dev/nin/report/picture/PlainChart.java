// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The parts of charts with two axes, all of the same size. */
public final class PlainChart {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 440;
    private static final Color REFERENCE = new Color(90, 90, 90);

    private PlainChart() {}

    /**
     * Creates an empty chart without a legend.
     *
     * @param title the title
     * @param x the name of the horizontal axis
     * @param y the name of the vertical axis
     * @return a new chart
     */
    public static XYChart of(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false)
                .setLegendVisible(false);
        chart.getStyler().setLocale(Locale.ROOT).setMarkerSize(6);
        return chart;
    }

    /**
     * Adds adjacent bars.
     *
     * @param chart the chart
     * @param name the series' name
     * @param from the left end of the first bar
     * @param width the width of each bar
     * @param heights the bars' heights
     * @param fill their color
     */
    public static void bars(XYChart chart, String name, double from, double width, double[] heights, Color fill) {
        int count = heights.length;
        // The outline of the bars: up, across and down for each.
        double[] x = new double[2 * count + 2];
        double[] y = new double[2 * count + 2];
        for (int i = 0; i <= count; i++) {
            x[2 * i] = from + i * width;
            x[2 * i + 1] = x[2 * i];
            y[2 * i] = i == 0 ? 0 : heights[i - 1];
            y[2 * i + 1] = i == count ? 0 : heights[i];
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        series.setFillColor(fill);
        series.setLineColor(new Color(fill.getRGB()));
    }

    /**
     * Adds a thin grey line.
     *
     * @param chart the chart
     * @param x the horizontal positions
     * @param y the vertical positions
     */
    public static void reference(XYChart chart, double[] x, double[] y) {
        XYSeries line = chart.addSeries("reference", x, y);
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setShowInLegend(false);
        line.setMarker(SeriesMarkers.NONE).setLineColor(REFERENCE).setLineStyle(new BasicStroke(1));
    }
}
