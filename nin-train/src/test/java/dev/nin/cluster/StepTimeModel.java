// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.dsl.Nin;
import dev.nin.dsl.Zoo;
import dev.nin.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time of a step on paper: t(N) = c + s·log2(N) + 2(N-1)/N · bytes/bandwidth + 2(N-1) · latency, with c the time of
 * a task's images (the same number for any N), s what the slowest of N is slower, and a ring all-reduce of one float
 * for each parameter, not overlapped with the computation, since clipping waits for all gradients.
 *
 * @param computeSeconds of a task's images
 * @param stragglerSeconds for each doubling of the tasks
 * @param parameters of the model
 * @param bitsPerSecond of each host's link
 * @param latencySeconds of a message between neighbours
 */
record StepTimeModel(
        double computeSeconds, double stragglerSeconds, long parameters, double bitsPerSecond, double latencySeconds) {
    /** Seconds of a step of several tasks. */
    double seconds(int tasks) {
        double doublings = Math.log(tasks) / Math.log(2);
        return computeSeconds + stragglerSeconds * doublings + allReduceSeconds(tasks);
    }

    /** Seconds of its all-reduce. */
    double allReduceSeconds(int tasks) {
        double bits = 32.0 * parameters;
        return 2.0 * (tasks - 1) / tasks * bits / bitsPerSecond + 2.0 * (tasks - 1) * latencySeconds;
    }

    /** Images a second of all tasks against as many times those of one. */
    double efficiency(int tasks) {
        return computeSeconds / seconds(tasks);
    }

    /**
     * Prints the table of the documentation.
     *
     * @param arguments seconds that NiN takes for a task's images, and VGG-11; the seconds of a message, of stragglers
     */
    public static void main(String... arguments) {
        double latency = Double.parseDouble(arguments[2]);
        double straggler = Double.parseDouble(arguments[3]);
        List<ModelSpec> models = List.of(Zoo.nin(224, 1, 10), Zoo.vgg11(Nin.image(224, 224, 3), 1000));
        System.out.println("| model | Gbit/s | 1 | 2 | 4 | 16 | 64 | 256 | 1024 |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < models.size(); i++) {
            long parameters = models.get(i).summary().parameters();
            for (int gigabits : new int[] {1, 10, 100}) {
                StepTimeModel model = new StepTimeModel(
                        Double.parseDouble(arguments[i]), straggler, parameters, gigabits * 1e9, latency);
                List<String> cells = new ArrayList<>();
                for (int tasks : new int[] {1, 2, 4, 16, 64, 256, 1024}) {
                    cells.add(String.format(Locale.ROOT, "%.0f %%", 100 * model.efficiency(tasks)));
                }
                System.out.println(
                        "| " + models.get(i).name() + " | " + gigabits + " | " + String.join(" | ", cells) + " |");
            }
        }
    }
}
