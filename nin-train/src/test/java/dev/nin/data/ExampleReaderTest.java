// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a batch that cannot be read ends with an exception. */
class ExampleReaderTest {
    /** Images of a gigabyte each. */
    private record Huge(int size) implements Dataset {
        @Override
        public ImageShape shape() {
            return new ImageShape(1 << 15, 1 << 15, 1);
        }

        @Override
        public List<String> classes() {
            return List.of("huge");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, ExampleBuffer into) {}
    }

    @Test
    @Timeout(20)
    void failsForABatchThatNoArrayHolds() {
        try (ExampleReader reader = new ExampleReader(new Huge(3), Draw.NONE)) {
            assertThatThrownBy(() -> ExampleReader.await(reader.read(new int[] {0, 1, 2}, read -> 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a batch could not be read")
                    .hasCauseInstanceOf(ArithmeticException.class);
        }
    }
}
