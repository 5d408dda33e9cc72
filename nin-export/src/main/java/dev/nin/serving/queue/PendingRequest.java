// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.queue;

import java.util.Objects;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A request with its answer, once there is one. The queue's lock guards it. */
final class PendingRequest<Q, A> {
    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Q request;
    private final int images;
    private final long latestStart;
    /** Signalled when the request is done, or when its thread should run the next batch. */
    private final Condition turn;

    private State state = State.WAITING;
    private @Nullable A answer;
    private @Nullable Throwable problem;

    /**
     * Creates a waiting request.
     *
     * @param latestStart the time of {@link System#nanoTime} after which it is refused
     */
    PendingRequest(Q request, int images, long latestStart, Condition turn) {
        this.request = request;
        this.images = images;
        this.latestStart = latestStart;
        this.turn = turn;
    }

    Q request() {
        return request;
    }

    int images() {
        return images;
    }

    Condition turn() {
        return turn;
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
        turn.signal();
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
