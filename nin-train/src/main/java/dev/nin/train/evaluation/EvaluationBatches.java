// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.data.Dataset;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The batches in which images are evaluated. */
final class EvaluationBatches {
    /** Images per batch; the last batch has the remainder. */
    static final int SIZE = 100;

    private EvaluationBatches() {}

    /**
     * Reads batches one after the other.
     *
     * @param order numbers of images
     * @param each receives each batch, which is closed afterwards
     */
    static void read(Dataset images, IntStream order, Consumer<Batch> each) {
        try (BatchQueue batches = new BatchQueue(images, order.toArray(), SIZE)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    each.accept(batch);
                }
            }
        }
    }
}
