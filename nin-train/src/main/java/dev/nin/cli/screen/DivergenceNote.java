// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.report.page.Numbers;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints once that a training diverges: that an epoch's loss is many times that of the first step. */
public final class DivergenceNote implements TrainingListener {
    private static final double FACTOR = 10;
    private static final int WIDTH = 80;

    private final PrintWriter out;
    private double first = Double.NaN;
    private boolean isPrinted;

    /** @param out receives the line */
    public DivergenceNote(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void resumed(List<EpochMetrics> epochs) {
        if (!epochs.isEmpty()) {
            first = epochs.get(0).train().loss();
        }
    }

    @Override
    public void stepTaken(StepMetrics step) {
        if (Double.isNaN(first)) {
            first = step.loss();
        }
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        double loss = Math.max(metrics.train().loss(), metrics.test().loss());
        // Losses below 0 have no such scale.
        if (!isPrinted && first > 0 && loss > FACTOR * first) {
            out.print(Wrapped.of(
                    String.format(
                            Locale.ROOT,
                            "diverged: the loss is %s in epoch %d after %s in the first step; lower --lr",
                            Numbers.significant(loss),
                            metrics.epoch(),
                            Numbers.significant(first)),
                    WIDTH,
                    0));
            out.flush();
            isPrinted = true;
        }
    }
}
