// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A long training needs no more memory than a short one. */
@Tag("slow")
class MemoryTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(1200)
    void tenThousandStepsNeedNoMoreThanTheFirstFiveHundred() throws IOException {
        requireProc();

        // 20 readings, the first of them after 500 steps.
        List<Long> resident = StepWorker.run(68, 8, 10_000, Map.of(), Set.of()).residentKilobytes();

        System.out.println("resident kilobytes after each 500 steps: " + resident);
        assertThat(resident).hasSize(20);
        assertThat(resident.get(19)).isLessThan((long) (resident.get(0) * 1.01));
    }

    @Test
    @Timeout(1200)
    void aThousandOpenedAndClosedModelsSessionsAndPredictorsLeaveNothing() throws IOException {
        requireProc();
        List<Long> resident = resident(StepWorker.command(CycleWorker.class, folder.resolve("models"), 1000));

        System.out.println("resident kilobytes after each 50 cycles: " + resident);
        assertThat(resident).hasSize(CycleWorker.READINGS);
        // The JVM's compilers temporarily take some 30 MB; the minimum of five readings is the retained memory.
        long first = Collections.min(resident.subList(0, 5));
        assertThat(Collections.min(resident.subList(15, 20))).isLessThan((long) (first * 1.01));
    }

    /** From the second reading, after 400 steps, to the last, after 2,200. */
    @ParameterizedTest
    @EnumSource
    @Timeout(1200)
    void noTaskNeedsMoreMemoryTheLongerItTrains(TaskExample example) throws IOException {
        requireProc();
        List<Long> resident = resident(StepWorker.command(TaskMemoryWorker.class, example.name()));

        System.out.println(example + ", resident kilobytes after each 200 steps: " + resident);
        assertThat(resident).hasSize(TaskMemoryWorker.READINGS);
        assertThat(resident.get(10)).isLessThan((long) (resident.get(1) * 1.01));
    }

    private static List<Long> resident(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("resident "))
                    .map(line -> Long.parseLong(line.substring("resident ".length())))
                    .toList();
        }
    }

    private static void requireProc() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc, which needs Linux");
    }
}
