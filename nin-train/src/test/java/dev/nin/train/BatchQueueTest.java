// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.Dataset;
import dev.nin.data.Shuffle;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TInt32;

/** Prefetched batches: the same batches in the same order, and none left open. */
class BatchQueueTest {
    private static final Dataset IMAGES = TestImages.noise(25, 3, 3, 5);
    private static final int[] ORDER = Shuffle.order(25, 7, 1);

    @Test
    void givesEachImageOnceInOrder() {
        List<Integer> labels = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        try (BatchQueue queue = new BatchQueue(IMAGES, ORDER, 10)) {
            while (queue.hasNext()) {
                try (Batch batch = queue.next()) {
                    sizes.add(labels(batch).size());
                    for (long i = 0; i < labels(batch).size(); i++) {
                        labels.add(labels(batch).getInt(i));
                    }
                }
            }
        }
        List<Integer> expected = new ArrayList<>();
        for (int image : ORDER) {
            expected.add(IMAGES.label(image));
        }
        assertThat(labels).isEqualTo(expected);
        assertThat(sizes).containsExactly(10L, 10L, 5L);
    }

    @Test
    void hasTheSamePixelsAsABatchMadeByHand() {
        try (BatchQueue queue = new BatchQueue(IMAGES, ORDER, 10);
                Batch first = queue.next();
                Batch byHand = BatchQueue.read(IMAGES, ORDER, 0, 10)) {
            assertThat(first.images()).isEqualTo(byHand.images());
        }
    }

    @Test
    void endsWithItsOwner() throws InterruptedException {
        try (BatchQueue queue = new BatchQueue(IMAGES, ORDER, 1)) {
            queue.next().close();
        }
        Thread thread = threads().findFirst().orElse(null);
        if (thread != null) {
            thread.join(5_000);
        }
        assertThat(threads()).isEmpty();
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("batches"));
    }

    private static TInt32 labels(Batch batch) {
        return (TInt32) batch.targets().of(0);
    }
}
