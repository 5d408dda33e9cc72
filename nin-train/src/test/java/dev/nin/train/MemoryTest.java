// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long training needs no more memory than a short one. */
@Tag("slow")
class MemoryTest {
    @Test
    void twoThousandStepsNeedNoMoreThanTheFirstHundred() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read as Linux tells it");

        // 20 readings, the first of them after 100 steps.
        List<Long> resident = StepWorker.run(68, 32, 2000, Map.of(), Set.of()).residentKilobytes();

        System.out.println("resident kilobytes after each 100 steps: " + resident);
        assertThat(resident).hasSize(20);
        assertThat(resident.get(19)).isLessThan((long) (resident.get(0) * 1.01));
    }
}
