// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.checkpoint.RunLayout;
import dev.nin.cli.series.Series.Kind;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.MetricsReader;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a run of a series.
 *
 * @param epochs the metrics of its epochs
 * @param judged the epoch by which the run is judged
 */
record RunResult(SeriesRun run, List<EpochMetrics> epochs, EpochMetrics judged) {
    /** Reads a finished run. */
    static RunResult read(SeriesRun run, Path folder, Kind kind) {
        List<EpochMetrics> epochs = MetricsReader.read(new RunLayout(folder).metrics());
        EpochMetrics judged = epochs.get(epochs.size() - 1);
        if (kind == Kind.SWEEP) {
            judged = epochs.stream()
                    .reduce((best, next) -> evaluation(next).isBetterThan(evaluation(best)) ? next : best)
                    .orElseThrow();
        }
        return new RunResult(run, epochs, judged);
    }

    /** Returns the metrics on the validation images, which each run of a series has. */
    Evaluation validation() {
        return evaluation(judged);
    }

    Evaluation test() {
        return judged.test();
    }

    double seconds() {
        return epochs.stream().mapToDouble(EpochMetrics::seconds).sum();
    }

    private static Evaluation evaluation(EpochMetrics epoch) {
        return epoch.validation()
                .orElseThrow(() -> new IllegalStateException("a run of a series has no validation images"));
    }
}
