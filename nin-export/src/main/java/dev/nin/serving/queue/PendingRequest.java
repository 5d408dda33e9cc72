// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.queue;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request with its answer, once there is one. Its thread sleeps until the request is done or it should run the next
 * batch; it needs no lock to see the answer, so that the clients of a batch do not wake one after another.
 */
final class PendingRequest<Q, A> {
    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Q request;
    private final int images;
    private final long latestStart;
    private final Thread client = Thread.currentThread();

    private volatile State state = State.WAITING;
    private @Nullable A answer;
    private @Nullable Throwable problem;

    /**
     * Creates a waiting request of the current thread.
     *
     * @param latestStart the time of {@link System#nanoTime} after which it is refused
     */
    PendingRequest(Q request, int images, long latestStart) {
        this.request = request;
        this.images = images;
        this.latestStart = latestStart;
    }

    Q request() {
        return request;
    }

    int images() {
        return images;
    }

    /**
     * Lets the thread sleep until it is woken, but not past the deadline of a request that still waits. If the request
     * is done, it returns at once: a lock that the thread has waited for may have used up its wake-up call.
     */
    void sleep() {
        switch (state) {
            case WAITING -> LockSupport.parkNanos(this, remainingNanos());
            case RUNNING -> LockSupport.park(this);
            case DONE -> {}
        }
    }

    void wake() {
        LockSupport.unpark(client);
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    long remainingNanos() {
        return latestStart - System.nanoTime();
    }

    void start() {
        state = State.RUNNING;
    }

    void finish(@Nullable A result, @Nullable Throwable failure) {
        answer = result;
        problem = failure;
        state = State.DONE;
        wake();
    }

    /** Returns the answer, or throws the exception with which the request failed. */
    A answer() {
        if (problem instanceof RuntimeException exception) {
            throw exception;
        }
        if (problem instanceof Error error) {
            throw error;
        }
        return Objects.requireNonNull(answer);
    }
}
