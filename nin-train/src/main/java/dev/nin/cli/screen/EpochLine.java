// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.base.Strings;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.metric.Score;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints one line per epoch, in columns below a header, if the output is not a terminal. A line has at most 80
 * characters, with as many metrics as fit.
 */
final class EpochLine implements Progress {
    private static final int WIDTH = 80;
    private static final int COLUMN = 9;
    private static final int SPEED = 10;
    /** Losses from this value on are shorter with an exponent. */
    private static final double GREAT = 1000;

    private final PrintWriter out;
    private final int epochs;
    private boolean hasHeader;

    /**
     * Creates the listener without printing.
     *
     * @param out receives the lines
     * @param epochs number of epochs
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
        int parts = validation.isPresent() ? 3 : 2;
        List<Score> shown = shown(metrics.train().scores(), (WIDTH - title.length() - SPEED) / parts);
        if (!hasHeader) {
            header(title.length(), validation.isPresent(), shown);
        }
        String images = String.format(Locale.ROOT, "%" + SPEED + ".0f", metrics.imagesPerSecond());
        out.println(title
                + columns(metrics.train(), shown)
                + validation.map(each -> columns(each, shown)).orElse("")
                + columns(metrics.test(), shown)
                + images);
    }

    /** Returns the first metrics that fit in a part of the line, next to the loss. */
    private static List<Score> shown(List<Score> scores, int room) {
        List<Score> shown = new ArrayList<>();
        int used = COLUMN;
        for (Score score : scores) {
            used += width(score);
            if (used > room && !shown.isEmpty()) {
                break;
            }
            shown.add(score);
        }
        return shown;
    }

    private static int width(Score score) {
        return Math.max(COLUMN, score.name().length() + 1);
    }

    @Override
    public void startedDead(ChanceLevelPlateau found) {
        out.print(Wrapped.of(found.toString(), WIDTH, 0));
        out.flush();
    }

    private void header(int title, boolean hasValidation, List<Score> shown) {
        StringBuilder names = new StringBuilder(Strings.padStart("loss", COLUMN, ' '));
        shown.forEach(score -> names.append(Strings.padStart(score.name(), width(score), ' ')));
        int width = names.length();
        String parts = Stream.of("train", "validation", "test")
                .filter(name -> hasValidation || !name.equals("validation"))
                .map(name -> Strings.padStart(name, width, ' '))
                .collect(Collectors.joining());
        String indent = " ".repeat(title);
        out.println((indent + parts).stripTrailing());
        out.println(indent + names.toString().repeat(hasValidation ? 3 : 2) + Strings.padStart("images/s", SPEED, ' '));
        hasHeader = true;
    }

    private static String columns(Evaluation evaluation, List<Score> shown) {
        StringBuilder columns = new StringBuilder(Strings.padStart(number(evaluation.loss()), COLUMN, ' '));
        shown.forEach(
                score -> columns.append(Strings.padStart(number(evaluation.value(score.name())), width(score), ' ')));
        return columns.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < GREAT ? "%.4f" : "%.1e", value);
    }
}
