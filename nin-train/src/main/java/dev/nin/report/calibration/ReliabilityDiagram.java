// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.calibration;

import dev.nin.report.picture.Legend;
import dev.nin.report.picture.PlainChart;
import dev.nin.train.evaluation.Calibration;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Accuracy by confidence, with the diagonal on which they are equal and the share of the images in each bin. */
final class ReliabilityDiagram {
    static final Legend LEGEND = new Legend(List.of(
            new Legend.Key(new Color(135, 187, 220), "accuracy"),
            new Legend.Key(new Color(230, 159, 0), "share of the images")));

    private static final Color ACCURACY = new Color(0, 114, 178, 110);
    private static final Color SHARE = new Color(230, 159, 0, 200);

    private ReliabilityDiagram() {}

    static BufferedImage draw(String title, Calibration calibration) {
        XYChart chart = PlainChart.of(title, "confidence", "accuracy");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        List<Calibration.Bin> bins = calibration.bins();
        double width = 1.0 / bins.size();
        double[] accuracies =
                bins.stream().mapToDouble(Calibration.Bin::accuracy).toArray();
        double[] shares = bins.stream()
                .mapToDouble(bin -> (double) bin.count() / calibration.images())
                .toArray();
        PlainChart.bars(chart, "accuracy", 0, width, accuracies, ACCURACY);
        PlainChart.bars(chart, "share", 0, width, shares, SHARE);
        PlainChart.reference(chart, new double[] {0, 1}, new double[] {0, 1});
        return BitmapEncoder.getBufferedImage(chart);
    }
}
