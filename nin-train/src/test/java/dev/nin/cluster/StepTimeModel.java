// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The time of a step on paper: t(N) = c + s·log2(N) + 2(N-1)/N · bits · (1/link + 1/runtime) + 2(N-1) · latency, with c
 * the time of a task's images (the same number for any N), s what the slowest of N is slower, and a ring all-reduce of
 * one float for each parameter, not overlapped with the computation, since clipping waits for all gradients.
 *
 * @param computeSeconds of a task's images
 * @param stragglerSeconds for each doubling of the tasks
 * @param parameters of the model
 * @param bitsPerSecond of each host's link
 * @param latencySeconds of a message between neighbours
 */
record StepTimeModel(
        double computeSeconds, double stragglerSeconds, long parameters, double bitsPerSecond, double latencySeconds) {
    /**
     * What TensorFlow's servers take in and give out on one of this machine's cores, whatever the link: NiN's gradients
     * in the 15.8 ms that {@link ScaleBenchmark} printed for two tasks over the loopback interface.
     */
    static final double RUNTIME_BITS_PER_SECOND = 4.0e9;

    /** Seconds of a step of several tasks. */
    double seconds(int tasks) {
        double doublings = Math.log(tasks) / Math.log(2);
        return computeSeconds + stragglerSeconds * doublings + allReduceSeconds(tasks);
    }

    /** Seconds of its all-reduce. */
    double allReduceSeconds(int tasks) {
        double bits = 32.0 * parameters;
        double secondsPerBit = 1 / bitsPerSecond + 1 / RUNTIME_BITS_PER_SECOND;
        return 2.0 * (tasks - 1) / tasks * bits * secondsPerBit + 2.0 * (tasks - 1) * latencySeconds;
    }

    /** Images a second of all tasks against as many times those of one. */
    double efficiency(int tasks) {
        return computeSeconds / seconds(tasks);
    }

    /** The same on hosts that compute so many times as fast. */
    StepTimeModel faster(double factor) {
        return new StepTimeModel(
                computeSeconds / factor, stragglerSeconds / factor, parameters, bitsPerSecond, latencySeconds);
    }

    /** A row of a table: seconds of a step, and the efficiency in brackets. */
    String row(String title, List<Integer> counts) {
        return counts.stream()
                .map(tasks -> String.format(Locale.ROOT, "%.3g s (%.0f %%)", seconds(tasks), 100 * efficiency(tasks)))
                .collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }
}
