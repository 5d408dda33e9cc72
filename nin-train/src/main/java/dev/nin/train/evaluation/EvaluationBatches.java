// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The batches in which images are evaluated. */
public final class EvaluationBatches {
    private static final int MOST_IMAGES = 100;
    /** A few seconds on two cores. */
    private static final long MOST_MULTIPLY_ADDS = 200_000_000_000L;

    private EvaluationBatches() {}

    /**
     * Returns the number of images per batch; the last batch has the remainder. Costly models and large images are
     * evaluated in smaller batches, so that an evaluation needs less memory than training and can soon be stopped.
     */
    public static int size(ModelSpec spec) {
        long each = Math.max(1, spec.summary(1).multiplyAdds());
        return (int) Math.max(1, Math.min(MOST_IMAGES, MOST_MULTIPLY_ADDS / each));
    }

    /**
     * Reads batches one after the other.
     *
     * @param order numbers of images
     * @param size images per batch
     * @param each receives each batch, which is closed afterwards
     */
    static void read(Dataset images, IntStream order, int size, Consumer<Batch> each) {
        read(images, order, size, () -> false, each);
    }

    /** Like {@link #read(Dataset, IntStream, int, Consumer)}, until it is broken off before a batch. */
    static void read(
            Dataset images, IntStream order, int size, BooleanSupplier isBrokenOff, Consumer<Batch> each) {
        try (BatchQueue batches = new BatchQueue(images, order.toArray(), size)) {
            while (batches.hasNext() && !isBrokenOff.getAsBoolean()) {
                try (Batch batch = batches.next()) {
                    each.accept(batch);
                }
            }
        }
    }
}
