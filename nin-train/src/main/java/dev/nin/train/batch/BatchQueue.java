// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleReader;
import dev.nin.data.ImageShape;
import dev.nin.train.replica.BatchSlice;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The batches of an epoch, read into TensorFlow's memory by other threads while earlier steps run, at most
 * {@value #AHEAD} ahead. Not thread-safe.
 */
public final class BatchQueue implements AutoCloseable {
    private static final int AHEAD = 2;

    private final ImageShape shape;
    private final int[] order;
    private final int size;
    private final IntFunction<BatchSlice> slices;
    private final ExampleReader reader;
    private final Optional<FeatureSet> kept;
    private final Deque<CompletableFuture<Batch>> made = new ArrayDeque<>();
    private int from;

    /**
     * @param order numbers of images
     * @param size images per batch; the last batch has the remainder
     */
    public BatchQueue(Dataset images, int[] order, int size) {
        this(images, Draw.NONE, order, size, BatchSlice::whole);
    }

    /**
     * @param draw the augmentation of the images
     * @param order numbers of images
     * @param size images per batch; the last batch has the remainder
     * @param slices the slice to take of a batch, by the batch's size
     */
    public BatchQueue(Dataset images, Draw draw, int[] order, int size, IntFunction<BatchSlice> slices) {
        this.slices = slices;
        this.order = order;
        this.size = size;
        shape = images.shape();
        reader = new ExampleReader(images, draw);
        kept = images instanceof FeatureSet features ? Optional.of(features) : Optional.empty();
        for (int i = 0; i < AHEAD; i++) {
            makeNext();
        }
    }

    /**
     * Reads one batch, which the caller closes.
     *
     * @param order numbers of images
     * @param from first place in the order
     * @param to the place after the last
     */
    public static Batch read(Dataset images, int[] order, int from, int to) {
        int[] wanted = Arrays.copyOfRange(order, from, to);
        try (BatchQueue queue = new BatchQueue(images, wanted, wanted.length)) {
            return queue.next();
        }
    }

    public boolean hasNext() {
        return !made.isEmpty();
    }

    /**
     * Returns the next batch, which the caller closes.
     *
     * @throws UserInputException if an image cannot be read
     */
    public Batch next() {
        CompletableFuture<Batch> next = made.remove();
        makeNext();
        return ExampleReader.await(next);
    }

    private void makeNext() {
        if (from < order.length) {
            int first = from;
            int last = (int) Math.min((long) from + size, order.length);
            from = last;
            BatchSlice slice = slices.apply(last - first);
            int[] images = Arrays.stream(slice.places())
                    .map(place -> order[first + place])
                    .toArray();
            made.add(reader.read(images, read -> Batch.of(read, shape, features(images), slice)));
        }
    }

    private Optional<Batch.Features> features(int[] images) {
        return kept.map(each -> new Batch.Features(each.node(), each.of(images)));
    }

    /** Closes the batches that were not taken. */
    @Override
    public void close() {
        from = order.length;
        reader.close();
        // These batches are no longer needed, so read errors are ignored.
        made.forEach(each -> each.handle(BatchQueue::closed).join());
        made.clear();
    }

    private static boolean closed(@Nullable Batch batch, @Nullable Throwable problem) {
        if (batch != null) {
            batch.close();
        }
        return problem == null;
    }
}
