// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.graph.Checkpoint;
import dev.nin.train.DeadStart;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Prints a line for each epoch, in the words of the seed's.
 *
 * @param out where to
 * @param epochs how many there will be
 */
record EpochLine(PrintWriter out, int epochs) implements Progress {
    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        out.println(String.format(
                Locale.ROOT,
                "Epoch %d/%d: train accuracy = %.4f, train loss = %.4f; %stest accuracy = %.4f, test loss = %.4f; "
                        + "%.0f images/s",
                metrics.epoch(),
                epochs,
                metrics.train().accuracy(),
                metrics.train().loss(),
                metrics.validation().map(EpochLine::validation).orElse(""),
                metrics.test().accuracy(),
                metrics.test().loss(),
                metrics.imagesPerSecond()));
    }

    @Override
    public void startedDead(DeadStart found) {
        out.println(found);
    }

    private static String validation(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "validation accuracy = %.4f, validation loss = %.4f; ",
                evaluation.accuracy(),
                evaluation.loss());
    }
}
