// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** A confusion matrix as a heat map. */
final class ConfusionChart {
    private static final int CELL = 56;
    private static final int MARGIN = 180;
    /** The maximum size of a row of cells without numbers. */
    private static final int MOST_PIXELS = 1600;
    /** With more classes, numbers in the cells would be illegible. */
    private static final int MOST_CLASSES_WITH_NUMBERS = 20;

    /** With more classes, the chart takes the page's whole width. */
    private static final int MOST_CLASSES_BESIDE = 12;

    private ConfusionChart() {}

    /** Returns whether there is room for a table next to the chart. */
    static boolean isNarrow(List<String> classes) {
        return classes.size() <= MOST_CLASSES_BESIDE;
    }

    /**
     * Draws a row for each true class, from the top, and a column for each predicted class.
     *
     * @param pattern the format of numbers in the cells, as in {@link java.text.DecimalFormat}
     * @param cells values by true and predicted class
     */
    static BufferedImage draw(
            String title, List<String> classes, String pattern, List<? extends List<? extends Number>> cells) {
        int size = classes.size();
        boolean hasNumbers = size <= MOST_CLASSES_WITH_NUMBERS;
        int side = MARGIN + (hasNumbers ? CELL : Math.max(1, Math.min(CELL / 4, MOST_PIXELS / size))) * size;
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(side + MARGIN / 2)
                .height(side)
                .title(title)
                .xAxisTitle("predicted")
                .yAxisTitle("true")
                .build();
        chart.getStyler()
                .setShowValue(hasNumbers)
                .setHeatMapValueDecimalPattern(pattern)
                .setRangeColors(new Color[] {Color.WHITE, new Color(120, 170, 220)})
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false);
        chart.getStyler().setXAxisLabelRotation(45).setPlotContentSize(1);
        List<String> fromBelow = new ArrayList<>(classes);
        Collections.reverse(fromBelow);
        List<Number[]> values = IntStream.range(0, size * size)
                .<Number[]>mapToObj(i -> new Number[] {
                    i % size, size - 1 - i / size, cells.get(i / size).get(i % size)
                })
                .toList();
        chart.addSeries("images", classes, fromBelow, values);
        return BitmapEncoder.getBufferedImage(chart);
    }
}
