// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.LabeledImages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The batches of an epoch, copied into TensorFlow's memory by a thread of its own while the steps before them run, at
 * most {@value #AHEAD} ahead. Not thread-safe.
 */
final class BatchQueue implements AutoCloseable {
    private static final int AHEAD = 2;

    private final LabeledImages images;
    private final int[] order;
    private final int size;
    private final IntFunction<BatchSlice> slices;
    private final ExecutorService thread;
    private final Deque<Future<Batch>> made = new ArrayDeque<>();
    private int from;

    /**
     * @param order numbers of images
     * @param size images a batch; the last batch has what is left
     */
    BatchQueue(LabeledImages images, int[] order, int size) {
        this(images, order, size, BatchSlice::whole);
    }

    /**
     * @param order numbers of images
     * @param size images a batch; the last batch has what is left
     * @param slices what to take of a batch of a size
     */
    BatchQueue(LabeledImages images, int[] order, int size, IntFunction<BatchSlice> slices) {
        this.slices = slices;
        this.images = images;
        this.order = order;
        this.size = size;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread feeding = new Thread(work, "batches");
            feeding.setDaemon(true);
            return feeding;
        });
        for (int i = 0; i < AHEAD; i++) {
            makeNext();
        }
    }

    boolean hasNext() {
        return !made.isEmpty();
    }

    /** The next batch, to be closed by the caller. */
    Batch next() {
        Future<Batch> next = made.remove();
        makeNext();
        return get(next);
    }

    private void makeNext() {
        if (from < order.length) {
            int first = from;
            int last = (int) Math.min((long) from + size, order.length);
            from = last;
            made.add(thread.submit(() -> Batch.of(images, order, first, slices.apply(last - first))));
        }
    }

    private static Batch get(Future<Batch> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a batch could not be made", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Closes the batches that nobody took. */
    @Override
    public void close() {
        from = order.length;
        thread.shutdown();
        while (!made.isEmpty()) {
            get(made.remove()).close();
        }
    }
}
