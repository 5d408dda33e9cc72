// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.queue;

import dev.nin.serving.batching.Batching;
import dev.nin.serving.batching.OverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Joins concurrent requests into batches. It has no threads of its own: the thread of a waiting request runs the next
 * batch for all, so that a single client's request runs at once and in its own thread.
 */
public final class RequestQueue<Q, A> {
    /** The percentage of the expected images that remains after a smaller batch. */
    private static final int FADING = 75;

    private final Batching batching;
    private final BiPredicate<Q, Q> joins;
    private final Function<List<Q>, List<A>> runner;

    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when the batch that is being filled has enough images. */
    private final Condition filled = lock.newCondition();

    private final Deque<PendingRequest<Q, A>> waiting = new ArrayDeque<>();
    private int waitingImages;
    private int running;
    private boolean isFilling;
    /** The number of images for which the next batch may wait: those of earlier ones, fading. */
    private int expectedImages;

    /**
     * Creates a queue.
     *
     * @param joins whether one batch can have both requests
     * @param runner returns an answer for each request of a batch, in order
     */
    public RequestQueue(Batching batching, BiPredicate<Q, Q> joins, Function<List<Q>, List<A>> runner) {
        this.batching = batching;
        this.joins = joins;
        this.runner = runner;
    }

    /** Returns the number of requests that no batch has taken yet. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the answer to a request.
     *
     * @param images the number of its images
     * @throws OverloadedException if the queue is full, or no batch has taken the request by its deadline
     * @throws CancellationException if the thread is interrupted before a batch has taken the request
     */
    public A ask(Q request, int images) {
        PendingRequest<Q, A> pending = enqueue(request, images);
        boolean isInterrupted = false;
        try {
            while (!pending.isDone()) {
                if (pending.isWaiting() && runNextBatch()) {
                    continue;
                }
                // TensorFlow cannot abort a run, so only a waiting request ends at once.
                isInterrupted |= Thread.interrupted();
                if (pending.isWaiting() && (isInterrupted || pending.remainingNanos() <= 0)) {
                    withdraw(pending, isInterrupted);
                }
                pending.sleep();
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return pending.answer();
    }

    private PendingRequest<Q, A> enqueue(Q request, int images) {
        lock.lock();
        try {
            if (waiting.size() >= batching.queue()) {
                throw new OverloadedException("refused: " + waiting.size() + " requests wait already; try again later");
            }
            long latestStart = System.nanoTime() + batching.deadline().toNanos();
            PendingRequest<Q, A> pending = new PendingRequest<>(request, images, latestStart);
            waiting.addLast(pending);
            waitingImages += images;
            if (isFilling && waitingImages >= wanted()) {
                filled.signal();
            }
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses a request, unless a batch has taken it in the meantime. */
    private void withdraw(PendingRequest<Q, A> pending, boolean isInterrupted) {
        lock.lock();
        try {
            if (!waiting.remove(pending)) {
                return;
            }
            waitingImages -= pending.images();
            // It may have been its turn.
            wakeNext();
            if (isInterrupted) {
                throw new CancellationException("interrupted while the request waited");
            }
            throw new OverloadedException("refused after waiting "
                    + batching.deadline().toMillis() + " ms: " + waiting.size() + " requests wait; try again later");
        } finally {
            lock.unlock();
        }
    }

    private boolean canLead() {
        return running < batching.runners() && !isFilling;
    }

    private int wanted() {
        return Math.min(expectedImages, batching.size());
    }

    /** Runs the next batch in this thread; returns false if there is none, or other threads run as many as may run. */
    private boolean runNextBatch() {
        List<PendingRequest<Q, A>> batch = startBatch();
        if (batch.isEmpty()) {
            return false;
        }
        Map<PendingRequest<Q, A>, BatchRun.Outcome<A>> outcomes = BatchRun.of(batch, runner);
        lock.lock();
        try {
            running--;
            wakeNext();
        } finally {
            lock.unlock();
        }
        outcomes.forEach((pending, outcome) -> pending.finish(outcome.answer(), outcome.problem()));
        return true;
    }

    private List<PendingRequest<Q, A>> startBatch() {
        lock.lock();
        try {
            if (!canLead() || waiting.isEmpty()) {
                return List.of();
            }
            waitUntilFilled();
            List<PendingRequest<Q, A>> batch = takeBatch();
            if (!batch.isEmpty()) {
                running++;
            }
            wakeNext();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for as many images as earlier batches had, since those clients may ask again; a lone one never waits. */
    private void waitUntilFilled() {
        long nanos = batching.delay().toNanos();
        isFilling = true;
        try {
            while (waitingImages < wanted() && nanos > 0) {
                nanos = filled.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isFilling = false;
        }
    }

    private List<PendingRequest<Q, A>> takeBatch() {
        List<PendingRequest<Q, A>> batch = new ArrayList<>();
        int images = 0;
        Iterator<PendingRequest<Q, A>> each = waiting.iterator();
        while (each.hasNext() && images < batching.size()) {
            PendingRequest<Q, A> next = each.next();
            boolean fits = batch.isEmpty()
                    || (images + next.images() <= batching.size()
                            && joins.test(batch.get(0).request(), next.request()));
            if (fits) {
                each.remove();
                next.start();
                batch.add(next);
                images += next.images();
            }
        }
        waitingImages -= images;
        expectedImages = Math.max(images, expectedImages * FADING / 100);
        return batch;
    }

    /** Wakes the thread of the request that has waited longest, to run the next batch. */
    private void wakeNext() {
        PendingRequest<Q, A> next = waiting.peekFirst();
        if (next != null && canLead()) {
            next.wake();
        }
    }
}
