// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a batch. If it fails, its halves run separately, so that only the requests that cause the failure fail. */
final class BatchRun<Q, A> {
    /** The outcome of a request: an answer or the exception with which it failed. */
    record Outcome<A>(@Nullable A answer, @Nullable Throwable problem) {}

    private final Function<List<Q>, List<A>> runner;
    private final Map<PendingRequest<Q, A>, Outcome<A>> outcomes = new LinkedHashMap<>();

    private BatchRun(Function<List<Q>, List<A>> runner) {
        this.runner = runner;
    }

    /**
     * Runs requests.
     *
     * @param runner returns an answer for each request, in order
     */
    static <Q, A> Map<PendingRequest<Q, A>, Outcome<A>> of(
            List<PendingRequest<Q, A>> requests, Function<List<Q>, List<A>> runner) {
        BatchRun<Q, A> run = new BatchRun<>(runner);
        run.run(requests);
        return run.outcomes;
    }

    @SuppressWarnings("CatchThrowable") // A request whose thread is not this one must not wait forever.
    private void run(List<PendingRequest<Q, A>> requests) {
        try {
            List<Q> batch = new ArrayList<>();
            requests.forEach(each -> batch.add(each.request()));
            List<A> answers = runner.apply(batch);
            for (int i = 0; i < requests.size(); i++) {
                outcomes.put(requests.get(i), new Outcome<>(answers.get(i), null));
            }
        } catch (RuntimeException e) {
            if (requests.size() == 1) {
                outcomes.put(requests.get(0), new Outcome<>(null, e));
            } else {
                int half = requests.size() / 2;
                run(requests.subList(0, half));
                run(requests.subList(half, requests.size()));
            }
        } catch (Throwable e) {
            requests.forEach(each -> outcomes.put(each, new Outcome<>(null, e)));
        }
    }
}
