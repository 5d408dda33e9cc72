// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import com.google.common.base.Strings;
import com.google.common.base.Ticker;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.metric.Score;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A progress bar for each epoch, with a line of results below it when the epoch has ended. */
final class ProgressBar implements Progress {
    private static final long BETWEEN_DRAWINGS = 100_000_000;
    private static final double NANOSECONDS = 1e9;
    private static final int WIDEST = 30;
    private static final int NARROWEST = 4;
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final int epochs;
    private final Ticker ticker;
    private long started;
    private long drawn;
    private long images;
    /** The steps of this epoch that this process has run. */
    private long taken;
    /** The number of characters on the cursor's line. */
    private int shown;

    ProgressBar(Terminal terminal, int epochs) {
        this(terminal, epochs, Ticker.systemTicker());
    }

    ProgressBar(Terminal terminal, int epochs, Ticker ticker) {
        this.terminal = terminal;
        this.epochs = epochs;
        this.ticker = ticker;
        started = ticker.read();
    }

    @Override
    public void stepTaken(StepMetrics step) {
        if (step.step() == 1) {
            images = 0;
            taken = 0;
        }
        taken++;
        images += step.images();
        long now = ticker.read();
        boolean isEnd = step.step() == 1 || step.step() == step.steps();
        if (!isEnd && now - drawn < BETWEEN_DRAWINGS) {
            return;
        }
        drawn = now;
        double seconds = (now - started) / NANOSECONDS;
        double left = seconds / taken * (step.steps() - step.step());
        String numbers = numbers(step.soFar(), images / seconds);
        draw(step.epoch(), (double) step.step() / step.steps(), numbers + ", " + time(left) + " left");
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        String numbers = numbers(metrics.train(), metrics.imagesPerSecond());
        draw(metrics.epoch(), 1, numbers + ", " + time(metrics.seconds()));
        close();
        String validation = metrics.validation()
                .map(each -> result("validation", each) + "; ")
                .orElse("");
        terminal.out().println(fitting("  " + validation + result("test", metrics.test())));
        started = ticker.read();
    }

    @Override
    public void startedDead(ChanceLevelPlateau found) {
        close();
        terminal.out().print(Wrapped.of(found.toString(), room(), 0));
        terminal.out().flush();
    }

    @Override
    public void close() {
        if (shown > 0) {
            terminal.out().println();
            shown = 0;
        }
    }

    private void draw(int epoch, double share, String numbers) {
        String all = Integer.toString(epochs);
        String title = "Epoch " + Strings.padStart(Integer.toString(epoch), all.length(), ' ') + "/" + all + " ";
        int room = Math.min(WIDEST, room() - title.length() - numbers.length() - "[] ".length());
        String line;
        if (room < NARROWEST) {
            line = fitting(title + numbers);
            shown = overwrite(line, line.length());
            return;
        }
        int full = (int) Math.round(share * room);
        String filled = "=".repeat(full);
        String bar = terminal.hasColours() ? GREEN + filled + PLAIN : filled;
        line = title + "[" + bar + " ".repeat(room - full) + "] " + numbers;
        shown = overwrite(line, title.length() + room + "[] ".length() + numbers.length());
    }

    /** Overwrites the rest of a longer line with spaces; no escape code is needed. */
    private int overwrite(String line, int length) {
        terminal.out().print("\r" + line + " ".repeat(Math.max(0, shown - length)));
        terminal.out().flush();
        return length;
    }

    private String fitting(String line) {
        return line.length() <= room() ? line : line.substring(0, room());
    }

    /** Returns the usable columns: after the last column, some terminals start a new line. */
    private int room() {
        return terminal.columns() - 1;
    }

    private static String numbers(Evaluation evaluation, double imagesPerSecond) {
        String first = evaluation.first().map(ProgressBar::text).orElse("");
        return String.format(Locale.ROOT, "loss %.4f%s, %.0f images/s", evaluation.loss(), first, imagesPerSecond);
    }

    private static String result(String name, Evaluation evaluation) {
        String scores = evaluation.scores().stream().map(ProgressBar::text).collect(Collectors.joining());
        return String.format(Locale.ROOT, "%s loss %.4f%s", name, evaluation.loss(), scores);
    }

    private static String text(Score score) {
        return String.format(Locale.ROOT, ", %s %.4f", score.name().replace('_', ' '), score.value());
    }

    /** Returns minutes and seconds, and hours if there are any. */
    private static String time(double seconds) {
        long whole = Math.round(seconds);
        String tail = Strings.padStart(Long.toString(whole % 60), 2, '0');
        long minutes = whole / 60;
        if (minutes < 60) {
            return minutes + ":" + tail;
        }
        return minutes / 60 + ":" + Strings.padStart(Long.toString(minutes % 60), 2, '0') + ":" + tail;
    }
}
