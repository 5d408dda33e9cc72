// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.google.common.base.Strings;
import dev.nin.graph.Checkpoint;
import dev.nin.train.DeadStart;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluation;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Prints a line for each epoch, in columns below a header, where nobody looks on: at most 80 characters each. */
final class EpochLine implements Progress {
    private static final int WIDTH = 80;
    /** From here on a loss takes fewer characters with an exponent. */
    private static final double GREAT = 1000;

    private final PrintWriter out;
    private final int epochs;
    private boolean hasHeader;

    /**
     * Prints nothing yet.
     *
     * @param out where to
     * @param epochs how many there will be
     */
    EpochLine(PrintWriter out, int epochs) {
        this.out = out;
        this.epochs = epochs;
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        String all = Integer.toString(epochs);
        String title = "Epoch " + Strings.padStart(Integer.toString(metrics.epoch()), all.length(), ' ') + "/" + all;
        Optional<Evaluation> validation = metrics.validation();
        if (!hasHeader) {
            header(title.length(), validation.isPresent());
        }
        String images = String.format(Locale.ROOT, "%10.0f", metrics.imagesPerSecond());
        out.println(title
                + columns(metrics.train())
                + validation.map(EpochLine::columns).orElse("")
                + columns(metrics.test())
                + images);
    }

    @Override
    public void startedDead(DeadStart found) {
        out.print(Wrapped.of(found.toString(), WIDTH, 0));
        out.flush();
    }

    private void header(int title, boolean hasValidation) {
        String indent = " ".repeat(title);
        String parts = part("train") + (hasValidation ? part("validation") : "") + part("test");
        String names = "     loss accuracy".repeat(hasValidation ? 3 : 2) + "  images/s";
        out.println((indent + parts).stripTrailing());
        out.println(indent + names);
        hasHeader = true;
    }

    /** A title above the two columns of {@link #columns}. */
    private static String part(String name) {
        return Strings.padStart(name, 18, ' ');
    }

    private static String columns(Evaluation evaluation) {
        String loss = String.format(Locale.ROOT, evaluation.loss() < GREAT ? "%.4f" : "%.1e", evaluation.loss());
        return String.format(Locale.ROOT, "%9s%9.4f", loss, evaluation.accuracy());
    }
}
