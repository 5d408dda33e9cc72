// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.weights.Weights;

/**
 * How far values lie from PyTorch's: the greatest difference, divided by the greatest of PyTorch's values. Shown by
 * {@code mvn -pl nin-dsl -am test -Ddeviation.print=true}.
 */
final class Deviation {
    private static final double ALLOWED = 1e-4;

    private Deviation() {}

    static void check(String what, float[] found, float[] expected) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        double difference = 0;
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs((double) found[i] - expected[i]));
            greatest = Math.max(greatest, Math.abs(expected[i]));
        }
        assertThat(greatest).as("%s: PyTorch's greatest value", what).isPositive();
        double deviation = difference / greatest;
        if (Boolean.getBoolean("deviation.print")) {
            System.out.printf("deviation %.1e of %s%n", deviation, what);
        }
        assertThat(deviation).as("%s: deviation", what).isLessThan(ALLOWED);
    }

    /** Each of the expected arrays by itself. */
    static void check(String what, Weights found, Weights expected) {
        assertThat(expected.names()).as(what).isNotEmpty();
        for (String name : expected.names()) {
            check(what + " " + name, Layouts.values(found, name), Layouts.values(expected, name));
        }
    }
}
