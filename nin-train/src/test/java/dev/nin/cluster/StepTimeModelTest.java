// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model of the step time, and its table on the page on scale. */
class StepTimeModelTest {
    private static final Path PAGE = Path.of("..", "docs", "scale.md");
    private static final List<Integer> COUNTS = List.of(1, 2, 4, 16, 64, 256, 1024);

    // The results of NetworkNamespacesTest and ScaleBenchmark; the page gives the dates.
    private static final double NIN_SECONDS = 1.39;
    private static final double VGG_SECONDS = 3.68;
    /** As a share of the computation time, per doubling: the mean of the two runs without delay. */
    private static final double STRAGGLER = 0.1;
    /** Typical of a data center; not measured. */
    private static final double LATENCY = 1e-4;

    @Test
    void oneTaskOnlyComputes() {
        StepTimeModel model = new StepTimeModel(2, 0.1, 1_000_000, 1e9, 1e-3);
        assertThat(model.seconds(1)).isEqualTo(2);
        assertThat(model.efficiency(1)).isEqualTo(1);
    }

    /** Four tasks: three quarters of 32 Mbit go out twice, in six messages, and twice the straggling of two. */
    @Test
    void fourTasksShareARing() {
        StepTimeModel model = new StepTimeModel(2, 0.1, 1_000_000, 1e9, 1e-3);
        assertThat(model.allReduceSeconds(4)).isCloseTo(0.048 + 0.012 + 0.006, within(1e-12));
        assertThat(model.seconds(4)).isCloseTo(2 + 0.2 + 0.066, within(1e-12));
        assertThat(model.faster(10).seconds(4)).isCloseTo(0.2 + 0.02 + 0.066, within(1e-12));
    }

    @Test
    void thePageHasTheTable() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    private static String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| | Gbit/s | "
                + String.join(" | ", COUNTS.stream().map(String::valueOf).toList()) + " |");
        lines.add("| --- ".repeat(COUNTS.size() + 2) + "|");
        for (int factor : new int[] {1, 100}) {
            String hosts = factor == 1 ? "" : ", hosts " + factor + " times as fast";
            rows(lines, "NiN" + hosts, Zoo.nin(image(), 10), NIN_SECONDS, factor);
            rows(lines, "VGG-11" + hosts, Zoo.vgg11(image(), 10), VGG_SECONDS, factor);
        }
        return String.join("\n", lines);
    }

    private static FeatureMap image() {
        return Nin.image(28, 28, 1).resize(224, 224);
    }

    private static void rows(List<String> lines, String title, ModelSpec spec, double seconds, double factor) {
        for (int gigabits : new int[] {1, 10, 100}) {
            StepTimeModel model = new StepTimeModel(
                    seconds, STRAGGLER * seconds, spec.summary().parameters(), gigabits * 1e9, LATENCY);
            lines.add(model.faster(factor).row(title + " | " + gigabits, COUNTS));
        }
    }
}
