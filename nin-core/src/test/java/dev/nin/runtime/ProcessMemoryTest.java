// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;

/** Tests for the memory use of a process. */
class ProcessMemoryTest {
    @Test
    void countsAnOpenTensor() {
        long before = ProcessMemory.now().nativeObjects();
        try (TFloat32 tensor = TFloat32.scalarOf(1)) {
            assertThat(tensor.getFloat()).isOne();
            ProcessMemory open = ProcessMemory.now();
            assertThat(open.nativeObjects()).isGreaterThan(before);
            assertThat(open.heap()).isPositive().isLessThan(open.resident());
        }
    }

    @Test
    void saysItInMegabytes() {
        assertThat(new ProcessMemory(900L << 20, 64 << 20, 12))
                .hasToString("memory: 900 MB resident, 64 MB of Java heap in use, 12 native objects");
    }
}
