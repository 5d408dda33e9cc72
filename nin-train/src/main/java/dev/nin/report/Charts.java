// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.metric.Score;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Charts of a training, drawn with XChart. */
final class Charts {
    private Charts() {}

    /** Returns charts of the first metric, if there is one, and of the loss over the epochs, side by side. */
    static BufferedImage curves(List<EpochMetrics> epochs) {
        List<EpochChart> charts = each(epochs);
        return charts.size() == 1 ? charts.get(0).picture() : charts.get(0).beside(charts.get(charts.size() - 1));
    }

    /** Returns a chart for each metric over the epochs, then for the loss. */
    static List<EpochChart> each(List<EpochMetrics> epochs) {
        List<EpochChart> charts = new ArrayList<>();
        for (Score score : epochs.get(0).train().scores()) {
            charts.add(curve(EpochChart.title(score), epochs, evaluation -> evaluation.value(score.name())));
        }
        charts.add(curve("Loss", epochs, Evaluation::loss));
        return charts;
    }

    private static EpochChart curve(String title, List<EpochMetrics> epochs, ToDoubleFunction<Evaluation> value) {
        EpochChart chart = new EpochChart(title, epochs.get(epochs.size() - 1).epoch());
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
}
