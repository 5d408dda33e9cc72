// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints in one line how well a new head does after it was trained alone, before all layers are trained.
 *
 * @param out receives the line
 */
public record HeadLine(PrintWriter out) implements TrainingListener {
    private static final int WIDTH = 80;
    private static final int INDENT = 8;

    @Override
    public void headTrained(List<EpochMetrics> epochs) {
        Evaluation tested = epochs.get(epochs.size() - 1).test();
        String scores = Stream.concat(
                        Stream.of(String.format(Locale.ROOT, "loss %.4f", tested.loss())),
                        tested.scores().stream()
                                .map(score -> String.format(Locale.ROOT, "%s %.4f", score.name(), score.value())))
                .collect(Collectors.joining(", "));
        out.print(Wrapped.of("head    " + epochs.size() + " epochs alone, then test " + scores, WIDTH, INDENT));
        out.flush();
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}
}
