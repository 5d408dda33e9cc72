// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Tests that random models survive a JSON round trip, and that damaged JSON is either read or rejected cleanly. */
class ModelJsonPropertyTest {
    /** CPU time of this thread, so that other work on the machine does not count. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private static final List<String> PIECES = List.of(
            "-1",
            "0",
            "1",
            "2",
            "3",
            "1e999",
            "NaN",
            "2147483648",
            "99999999999999999999",
            "0.5",
            "null",
            "true",
            "\"\"",
            "\"same\"",
            "[]",
            "{}",
            "[[",
            "{\"",
            "\\u0000",
            "\uFEFF",
            "\"inputs\": [\"add_1\"],",
            ",",
            "\u00d7",
            "\n");

    @Property(tries = 1000, seed = "2015", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aDrawnModelIsReadAsItWasWritten(@ForAll long seed) {
        ModelSpec spec = ShapePropertyTest.stack(new Random(seed));
        assertThat(ModelJson.read(ModelJson.write(spec), ChannelFactor.REGISTRY))
                .isEqualTo(spec);
    }

    @Property(tries = 4000, seed = "2016", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void damagedJsonIsAModelOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder json = new StringBuilder(ModelJson.write(ShapePropertyTest.stack(random)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            damage(json, random);
        }
        long start = threads.getCurrentThreadCpuTime();
        boolean refused = false;
        try {
            ModelJson.read(json.toString(), ChannelFactor.REGISTRY);
        } catch (InvalidModelException e) {
            refused = true;
            assertThat(e.getMessage()).as("%s", json).doesNotContain("\n", "com.fasterxml", "dev.nin");
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .as("%s", json)
                .isLessThan(LIMIT);
        Statistics.label("refused").collect(refused).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 50);
            coverage.check(false).percentage(share -> share > 1);
        });
    }

    private static void damage(StringBuilder json, Random random) {
        int at = random.nextInt(json.length());
        int end = Math.min(json.length(), at + 1 + random.nextInt(12));
        switch (random.nextInt(6)) {
            case 0 -> json.delete(at, end);
            case 1 -> json.setLength(at + 1);
            case 2 -> json.insert(at, json.substring(at, end));
            case 3 -> json.setCharAt(at, (char) (' ' + random.nextInt(95)));
            case 4 -> replaceNumber(json, at, PIECES.get(random.nextInt(PIECES.size())));
            default -> json.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    /** Replaces a number, which is damage that a JSON parser cannot detect. */
    private static void replaceNumber(StringBuilder json, int from, String piece) {
        for (int start = from; start < json.length(); start++) {
            if (Character.isDigit(json.charAt(start))) {
                int end = start;
                while (end < json.length() && Character.isDigit(json.charAt(end))) {
                    end++;
                }
                json.replace(start, end, piece);
                return;
            }
        }
    }
}
