// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.metric.Score;
import dev.nin.report.page.Numbers;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cells of a table of a training's epochs. */
final class EpochTable {
    private EpochTable() {}

    static List<String> columns(List<EpochMetrics> epochs) {
        EpochMetrics first = epochs.get(0);
        List<String> columns = new ArrayList<>(List.of("epoch"));
        add(columns, "training", first.train());
        first.validation().ifPresent(each -> add(columns, "validation", each));
        add(columns, "test", first.test());
        columns.addAll(List.of("learning rate", "images/s"));
        return columns;
    }

    private static void add(List<String> columns, String part, Evaluation evaluation) {
        columns.add(part + " loss");
        for (Score score : evaluation.scores()) {
            columns.add(part + " " + score.name().replace('_', ' '));
        }
    }

    static List<String> cells(EpochMetrics epoch) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(epoch.epoch())));
        add(cells, epoch.train());
        epoch.validation().ifPresent(each -> add(cells, each));
        add(cells, epoch.test());
        cells.add(Numbers.rate(epoch.learningRate()));
        cells.add(String.format(Locale.ROOT, "%.0f", epoch.imagesPerSecond()));
        return cells;
    }

    private static void add(List<String> cells, Evaluation evaluation) {
        cells.add(Numbers.fixed(evaluation.loss()));
        evaluation.scores().forEach(score -> cells.add(Numbers.fixed(score.value())));
    }
}
