// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.train.ConfusionMatrix;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts of a training, drawn by XChart. */
final class Charts {
    private static final int CELL = 56;
    private static final int MARGIN = 180;
    /** Of all cells of a row together, where they have no numbers. */
    private static final int MOST_PIXELS = 1600;
    /** With more classes, numbers in the cells would not be legible. */
    private static final int MOST_CLASSES_WITH_NUMBERS = 20;

    private Charts() {}

    /** Accuracy and loss over the epochs, beside each other. */
    static BufferedImage curves(List<EpochMetrics> epochs) {
        return accuracy(epochs).beside(loss(epochs));
    }

    static EpochChart accuracy(List<EpochMetrics> epochs) {
        return curve("Accuracy", epochs, Evaluation::accuracy, LegendPosition.InsideSE);
    }

    static EpochChart loss(List<EpochMetrics> epochs) {
        return curve("Loss", epochs, Evaluation::loss, LegendPosition.InsideNE);
    }

    private static EpochChart curve(
            String title, List<EpochMetrics> epochs, ToDoubleFunction<Evaluation> value, LegendPosition legend) {
        EpochChart chart = new EpochChart(title, epochs.get(epochs.size() - 1).epoch(), legend);
        chart.add("training", epochs, each -> value.applyAsDouble(each.train()));
        if (epochs.stream().allMatch(each -> each.validation().isPresent())) {
            chart.add(
                    "validation",
                    epochs,
                    each -> value.applyAsDouble(each.validation().orElseThrow()));
        }
        chart.add("test", epochs, each -> value.applyAsDouble(each.test()));
        return chart;
    }

    /** A row for each right class from above, a column for each predicted one. */
    static BufferedImage confusion(ConfusionMatrix confusion) {
        List<String> classes = confusion.classes();
        int size = classes.size();
        boolean hasNumbers = size <= MOST_CLASSES_WITH_NUMBERS;
        int side = MARGIN + (hasNumbers ? CELL : Math.max(1, Math.min(CELL / 4, MOST_PIXELS / size))) * size;
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(side + MARGIN / 2)
                .height(side)
                .title("Right class by predicted class")
                .xAxisTitle("predicted")
                .yAxisTitle("right")
                .build();
        chart.getStyler()
                .setShowValue(hasNumbers)
                .setHeatMapValueDecimalPattern("0")
                .setRangeColors(new Color[] {Color.WHITE, new Color(120, 170, 220)})
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false);
        chart.getStyler().setXAxisLabelRotation(45).setPlotContentSize(1);
        List<String> fromBelow = new ArrayList<>(classes);
        Collections.reverse(fromBelow);
        List<Number[]> cells = IntStream.range(0, size * size)
                .<Number[]>mapToObj(i -> new Number[] {
                    i % size,
                    size - 1 - i / size,
                    confusion.counts().get(i / size).get(i % size)
                })
                .toList();
        chart.addSeries("images", classes, fromBelow, cells);
        return BitmapEncoder.getBufferedImage(chart);
    }
}
