// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches of a dataset on its own threads: all processors work on the images of one batch, then on the next. The
 * result does not depend on the number of threads. Only requested batches take memory.
 */
public final class ExampleReader implements AutoCloseable {
    private final Dataset images;
    private final Draw draw;
    private final int threads;
    private final ExecutorService workers;
    /** Arrays of finished batches, for reuse: a batch of photos takes megabytes. */
    private final Deque<byte[]> spare = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    /**
     * A batch of images and their targets.
     *
     * @param pixels the images, uint8 (batch, height, width, channels); the array is reused after the call that
     *     receives it
     * @param size the number of images
     * @param targets the targets of the images
     */
    // The array is passed on, not kept.
    @SuppressWarnings("ArrayRecordComponent")
    public record Examples(byte[] pixels, int size, Targets targets) {}

    /**
     * Starts the threads: one to copy images that are in memory, otherwise one per processor.
     *
     * @param images the images
     * @param draw the augmentation of the images
     */
    public ExampleReader(Dataset images, Draw draw) {
        this.images = images;
        this.draw = draw;
        threads = images.isDecoded() && draw.isNone() ? 1 : Runtime.getRuntime().availableProcessors();
        workers = Executors.newFixedThreadPool(threads, work -> {
            Thread reading = new Thread(work, "batches");
            reading.setDaemon(true);
            return reading;
        });
    }

    /**
     * Reads a batch, after those requested before.
     *
     * @param indices numbers of images, at least one
     * @param use converts the batch, on a thread of this reader
     * @return the result of {@code use}; completed exceptionally if an image cannot be read
     */
    public <T> CompletableFuture<T> read(int[] indices, Function<Examples, T> use) {
        Reading<T> reading = new Reading<>(indices, use);
        for (int i = 0; i < Math.min(threads, indices.length); i++) {
            workers.execute(reading);
        }
        return reading.result;
    }

    /**
     * Waits for a batch, even if the waiting thread is interrupted; the thread's interrupt status is restored.
     *
     * @param batch the result of {@link #read}
     * @return the batch's result
     * @throws UserInputException if an image cannot be read
     */
    public static <T> T await(Future<T> batch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return batch.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserInputException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("a batch could not be read", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Cancels batches whose reading has not started and lets the threads end; all requested batches still complete. */
    @Override
    public void close() {
        closed = true;
        workers.shutdown();
    }

    /** One batch, read by several threads. */
    private final class Reading<T> implements Runnable {
        private final int[] indices;
        private final Function<Examples, T> use;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final Targets targets;
        private byte @Nullable [] pixels;

        Reading(int[] indices, Function<Examples, T> use) {
            this.indices = indices;
            this.use = use;
            targets = new Targets(images.targets(), indices.length);
        }

        @Override
        public void run() {
            try {
                byte[] batch = batch();
                for (int i = next.getAndIncrement(); i < indices.length; i = next.getAndIncrement()) {
                    read(i, batch);
                    if (done.incrementAndGet() == indices.length) {
                        finish(batch);
                    }
                }
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        private void read(int place, byte[] batch) {
            if (closed) {
                throw new IllegalStateException("the reader is closed");
            }
            images.readTargets(indices[place], draw, targets.at(place, indices[place]));
            ExampleBuffer into = new ExampleBuffer(batch, place * images.shape().bytes());
            if (draw.isNone()) {
                images.read(indices[place], into);
            } else {
                images.read(indices[place], draw, into);
            }
        }

        private void finish(byte[] batch) {
            result.complete(use.apply(new Examples(batch, indices.length, targets)));
            spare.push(batch);
        }

        private synchronized byte[] batch() {
            byte[] batch = pixels;
            if (batch == null) {
                int length = Math.multiplyExact(indices.length, images.shape().bytes());
                byte[] used = spare.poll();
                batch = used != null && used.length == length ? used : new byte[length];
                pixels = batch;
            }
            return batch;
        }
    }
}
