// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints the milliseconds of processor time for the changes of an image of 224 x 224 x 3. Run with {@code mvn
 * -Pbenchmark -pl nin-train -am test -Dtest=AugmentationBenchmark -Dsurefire.failIfNoSpecifiedTests=false}; it prints
 * figures and asserts no limit.
 */
@Tag("benchmark")
class AugmentationBenchmark {
    private static final int SIDE = 224;
    private static final int IMAGES = 300;
    private static final int ROUNDS = 7;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void millisecondsPerImage() {
        ImageAugmentation none = ImageAugmentation.NONE;
        print("flip", none.withFlip(true));
        print("rotation by up to 30 degrees", none.withRotation(30));
        print("jitter without hue", none.withJitter(ColorJitter.DEFAULT));
        print("jitter with hue", none.withJitter(new ColorJitter(0.4, 0.4, 0.4, 0.1)));
        print("RandAugment, 2 operations", none.withRandAugment(RandAugment.DEFAULT));
    }

    private static void print(String name, ImageAugmentation augmentation) {
        byte[] image = new byte[SIDE * SIDE * 3];
        double[] milliseconds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(1);
            long time = 0;
            for (int i = 0; i < IMAGES; i++) {
                random.nextBytes(image);
                long start = THREADS.getCurrentThreadCpuTime();
                augmentation.apply(image, 0, SIDE, SIDE, 3, random);
                time += THREADS.getCurrentThreadCpuTime() - start;
            }
            milliseconds[Math.max(0, round)] = time / 1e6 / IMAGES;
        }
        Arrays.sort(milliseconds);
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %.3f ms per image (%.3f to %.3f over %d rounds)",
                name,
                milliseconds[ROUNDS / 2],
                milliseconds[0],
                milliseconds[ROUNDS - 1],
                ROUNDS));
    }
}
