// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A model of the step time: t(N) = c + s·log2(N) + 2(N-1)/N · bits · (1/link + 1/runtime) + 2(N-1) · latency, where c
 * is the computation time of a task (the same number of images for any N) and s the delay by the slowest of N tasks,
 * with a ring all-reduce of one float per parameter that does not overlap with the computation, since clipping waits
 * for all gradients.
 *
 * @param computeSeconds computation time of a task's images
 * @param stragglerSeconds delay by the slowest task per doubling of the number of tasks
 * @param parameters number of the model's parameters
 * @param bitsPerSecond rate of each host's link
 * @param latencySeconds latency of a message between neighbors
 */
record StepTimeModel(
        double computeSeconds, double stragglerSeconds, long parameters, double bitsPerSecond, double latencySeconds) {
    /**
     * The throughput of TensorFlow's servers on one of this machine's cores, independent of the link: NiN's gradients
     * in the time of an all-reduce that {@link ScaleBenchmark} prints for two tasks over the loopback interface.
     */
    static final double RUNTIME_BITS_PER_SECOND = 4.0e9;

    /** Returns the seconds per step of several tasks. */
    double seconds(int tasks) {
        double doublings = Math.log(tasks) / Math.log(2);
        return computeSeconds + stragglerSeconds * doublings + allReduceSeconds(tasks);
    }

    /** Returns the seconds per all-reduce. */
    double allReduceSeconds(int tasks) {
        double bits = 32.0 * parameters;
        double secondsPerBit = 1 / bitsPerSecond + 1 / RUNTIME_BITS_PER_SECOND;
        return 2.0 * (tasks - 1) / tasks * bits * secondsPerBit + 2.0 * (tasks - 1) * latencySeconds;
    }

    /** Returns the images per second of all tasks, relative to as many times those of a single task. */
    double efficiency(int tasks) {
        return computeSeconds / seconds(tasks);
    }

    /** Returns the model for hosts that compute faster by a factor. */
    StepTimeModel faster(double factor) {
        return new StepTimeModel(
                computeSeconds / factor, stragglerSeconds / factor, parameters, bitsPerSecond, latencySeconds);
    }

    /** Returns a row of a table: seconds per step, and the efficiency in parentheses. */
    String row(String title, List<Integer> counts) {
        return counts.stream()
                .map(tasks -> String.format(Locale.ROOT, "%.3g s (%.0f %%)", seconds(tasks), 100 * efficiency(tasks)))
                .collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }
}
