// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.base.Ticker;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.train.Evaluations;
import dev.nin.train.progress.ChanceLevelPlateau;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import dev.nin.weights.Weights;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the output of a training on a terminal and in a pipe. */
class ProgressBarTest {
    private static final Checkpoint NOTHING = new Checkpoint(
            Nin.image(1, 1, 1).flatten().build("identity"), Weights.empty(), Weights.empty(), List.of("one"), 1);

    private final StringWriter written = new StringWriter();
    private final Clock clock = new Clock();

    @Test
    void writesOverOneLineAnEpoch() {
        train(terminal(true, Map.of("NO_COLOR", "1")), 4, 1);

        List<String> lines = Splitter.on('\n').splitToList(written.toString());
        assertThat(lines).hasSize(3);
        assertThat(Splitter.on('\r').splitToList(lines.get(0)))
                .containsExactly(
                        "",
                        "Epoch 1/2 [====          ] loss 2.0000, accuracy 0.5000, 10 images/s, 0:03 left",
                        "Epoch 1/2 [=======       ] loss 2.0000, accuracy 0.5000, 10 images/s, 0:02 left",
                        "Epoch 1/2 [===========   ] loss 2.0000, accuracy 0.5000, 10 images/s, 0:01 left",
                        "Epoch 1/2 [==============] loss 2.0000, accuracy 0.5000, 10 images/s, 0:00 left",
                        "Epoch 1/2 [===================] loss 1.5000, accuracy 0.6000, 12 images/s, 0:07");
        assertThat(lines.get(1)).isEqualTo("  test loss 1.2500, accuracy 0.7000");
    }

    @Test
    void drawsNoMoreThanTenTimesASecond() {
        train(terminal(true, Map.of()), 1000, 0.01);

        assertThat(Splitter.on('\r').splitToList(written.toString())).hasSizeBetween(100, 104);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 200})
    void neverWraps(int columns) {
        Terminal terminal = terminal(true, Map.of("NO_COLOR", "1", "COLUMNS", Integer.toString(columns)));
        ProgressBar bar = new ProgressBar(terminal, 100, clock);
        clock.now += 1_000_000_000;
        bar.stepTaken(new StepMetrics(100, 1, 1_000_000, 1e9, 10, Evaluations.of(1e9, 1)));
        bar.epochEnded(metrics(100, Optional.of(Evaluations.of(123.4567, 0.5))), () -> NOTHING);

        assertThat(Splitter.onPattern("[\r\n]").splitToList(written.toString()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns))
                .anyMatch(line -> line.contains("validation loss 123"));
    }

    @Test
    void coversWhatIsLeftOfALongerLine() {
        ProgressBar bar = new ProgressBar(terminal(true, Map.of("NO_COLOR", "1", "COLUMNS", "200")), 1, clock);
        clock.now += 1_000_000_000;
        bar.stepTaken(new StepMetrics(1, 1, 2, 123456.5, 2, Evaluations.of(123456.5, 0.5)));
        bar.epochEnded(metrics(1, Optional.empty()), () -> NOTHING);

        List<String> drawn = Splitter.on('\r')
                .splitToList(Splitter.on('\n').splitToList(written.toString()).get(0));
        assertThat(drawn.get(2)).hasSameSizeAs(drawn.get(1)).endsWith(" ");
    }

    @Test
    void hasColoursOnATerminalOnly() {
        train(terminal(true, Map.of()), 2, 1);
        assertThat(written.toString()).contains("[\u001b[32m=======\u001b[0m       ]");

        assertThat(terminal(true, Map.of("NO_COLOR", "")).hasColours()).isTrue();
        assertThat(terminal(true, Map.of("NO_COLOR", "0")).hasColours()).isFalse();
        assertThat(terminal(true, Map.of("TERM", "dumb")).isTerminal()).isFalse();
        assertThat(terminal(false, Map.of("TERM", "xterm-256color")).hasColours())
                .isFalse();
    }

    @Test
    void leavesEscapeCodesAndCarriageReturnsOutOfAPipe() {
        train(terminal(false, Map.of("TERM", "xterm-256color", "COLUMNS", "200")), 3, 1);

        assertThat(written.toString()).doesNotContain("\u001b", "\r").isEqualTo("""
                                              train              test
                                      loss accuracy     loss accuracy  images/s
                        Epoch 1/2   1.5000   0.6000   1.2500   0.7000        12
                        """);
    }

    @Test
    void leavesAnErrorALineOfItsOwn() {
        ProgressBar bar = new ProgressBar(terminal(true, Map.of("NO_COLOR", "1")), 3, clock);
        bar.stepTaken(new StepMetrics(1, 1, 2, 2, 2, Evaluations.of(2, 0.5)));
        bar.startedDead(new ChanceLevelPlateau(10, 2.3, 10, "maxPool(3, 2) (maxpool2d_1)", 1, 0));
        bar.close();

        List<String> lines = Splitter.on('\n').splitToList(written.toString());
        assertThat(lines.get(1)).startsWith("dead start: after 10 steps");
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80).doesNotContain("\r"));
        assertThat(lines.get(lines.size() - 1)).isEmpty();
    }

    private Terminal terminal(boolean isInteractive, Map<String, String> environment) {
        return Terminal.of(new PrintWriter(written, true), isInteractive, environment);
    }

    /** Runs an epoch of steps of ten images, each taking the given number of seconds. */
    private void train(Terminal terminal, int steps, double seconds) {
        try (Progress progress =
                terminal.isTerminal() ? new ProgressBar(terminal, 2, clock) : ProgressDisplay.on(terminal, 2)) {
            for (int step = 1; step <= steps; step++) {
                clock.now += (long) (seconds * 1e9);
                progress.stepTaken(new StepMetrics(1, step, steps, 2, 10, Evaluations.of(2, 0.5)));
            }
            progress.epochEnded(metrics(1, Optional.empty()), () -> NOTHING);
        }
    }

    private static EpochMetrics metrics(int epoch, Optional<Evaluation> validation) {
        return new EpochMetrics(epoch, Evaluations.of(1.5, 0.6), validation, Evaluations.of(1.25, 0.7), 0.1, 12, 7);
    }

    private static final class Clock extends Ticker {
        private long now;

        @Override
        public long read() {
            return now;
        }
    }
}
