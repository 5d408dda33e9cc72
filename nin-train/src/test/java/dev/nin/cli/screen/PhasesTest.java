// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.StepMetrics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of what --verbose says about time. */
class PhasesTest {
    private final StringWriter text = new StringWriter();

    @Test
    void eachPhaseTakesTheTimeSinceTheOneBefore() throws InterruptedException {
        Phases phases = Phases.printed(new PrintWriter(text));
        phases.end("Java and options");
        Thread.sleep(60);
        phases.end("images");
        List<String> lines = text.toString().lines().toList();
        assertThat(lines.get(0)).matches("time    \\d+\\.\\d\\d s Java and options");
        assertThat(lines.get(1)).endsWith(" s images");
        double seconds = Double.parseDouble(lines.get(1).substring(8, 12));
        assertThat(seconds).isBetween(0.05, 30.0);
    }

    @Test
    void theFirstStepIsAPhaseAndTheOthersAreNot() {
        Phases phases = Phases.printed(new PrintWriter(text));
        StepMetrics step = new StepMetrics(1, 1, 2, 0.5, 8, new Evaluation(0.5, List.of()));
        phases.stepTaken(step);
        phases.stepTaken(step);
        assertThat(text.toString().lines()).singleElement().asString().endsWith(" s graph and first step");
    }

    @Test
    void silentPhasesSayNothing() {
        Phases.silent().end("images");
        assertThat(text.toString()).isEmpty();
    }
}
