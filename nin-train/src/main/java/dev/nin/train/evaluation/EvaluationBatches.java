// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.MemoryCheck;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * The batches in which a model evaluates images.
 *
 * @param spec the model
 * @param session the configuration of its session
 * @param size images per batch; the last batch has the remainder
 */
public record EvaluationBatches(ModelSpec spec, ConfigProto session, int size) {
    private static final int MOST_IMAGES = 100;
    /** A few seconds on two cores. */
    private static final long MOST_MULTIPLY_ADDS = 200_000_000_000L;

    EvaluationBatches(ModelSpec spec, ConfigProto session) {
        this(spec, session, size(spec));
    }

    /**
     * Returns the number of images per batch. Costly models and large images are evaluated in smaller batches, so that
     * an evaluation needs less memory than training and can soon be stopped.
     */
    public static int size(ModelSpec spec) {
        long each = Math.max(1, spec.summary(1).multiplyAdds());
        return (int) Math.max(1, Math.min(MOST_IMAGES, MOST_MULTIPLY_ADDS / each));
    }

    /** @throws dev.nin.UserInputException if the memory clearly does not suffice for so many images */
    void requireMemory(int images) {
        if (images > 0) {
            MemoryCheck.requireInference(spec, Math.min(images, size), session);
        }
    }

    /**
     * Reads batches one after the other.
     *
     * @param order numbers of images
     * @param each receives each batch, which is closed afterwards
     */
    void read(Dataset images, IntStream order, Consumer<Batch> each) {
        read(images, order, () -> false, each);
    }

    /** Like {@link #read(Dataset, IntStream, Consumer)}, until it is broken off before a batch. */
    void read(Dataset images, IntStream order, BooleanSupplier isBrokenOff, Consumer<Batch> each) {
        requireMemory(images.size());
        try (BatchQueue batches = new BatchQueue(images, order.toArray(), size)) {
            while (batches.hasNext() && !isBrokenOff.getAsBoolean()) {
                try (Batch batch = batches.next()) {
                    each.accept(batch);
                }
            }
        }
    }
}
