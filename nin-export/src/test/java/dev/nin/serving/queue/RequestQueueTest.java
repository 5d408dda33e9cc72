// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.serving.batching.Batching;
import dev.nin.serving.batching.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests how requests are joined, with a runner that doubles numbers and runs only when the test lets it. */
@Timeout(60)
class RequestQueueTest {
    private static final Batching ONE_RUNNER =
            Batching.of(4, Duration.ZERO).withRunners(1).withDeadline(Duration.ofMinutes(1));

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    /** One permit lets one batch run. */
    private final Semaphore permits = new Semaphore(0);

    @AfterEach
    void stop() {
        permits.release(1000);
        clients.shutdownNow();
    }

    @Test
    void joinsWhatWaitsWhileABatchRuns() throws Exception {
        RequestQueue<Integer, Integer> queue = queue(ONE_RUNNER);
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1, 2, 3, 4, 5, 6));

        permits.release(3);

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(2 * (i + 1));
        }
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6));
        assertThat(queue.waiting()).isZero();
    }

    /** A client that waits for the queue's lock while its request is answered must notice the answer. */
    @Test
    void noClientSleepsThroughItsAnswer() throws Exception {
        RequestQueue<Integer, Integer> queue = new RequestQueue<>(
                Batching.of(3, Duration.ZERO).withDeadline(Duration.ofMinutes(1)),
                (first, second) -> true,
                batch -> batch);
        List<Future<Integer>> ended = new ArrayList<>();
        for (int client = 0; client < 8; client++) {
            ended.add(clients.submit(() -> {
                int last = 0;
                while (last < 50_000) {
                    last = queue.ask(last + 1, 1);
                }
                return last;
            }));
        }
        for (Future<Integer> each : ended) {
            assertThat(each.get(50, TimeUnit.SECONDS)).isEqualTo(50_000);
        }
    }

    @Test
    void runsTheRequestOfALoneClientAtOnceInItsOwnThread() {
        List<Thread> threads = new ArrayList<>();
        RequestQueue<Integer, Integer> queue =
                new RequestQueue<>(Batching.of(8, Duration.ofHours(1)), (first, second) -> true, batch -> {
                    threads.add(Thread.currentThread());
                    return batch;
                });

        for (int i = 0; i < 3; i++) {
            assertThat(queue.ask(i, 1)).isEqualTo(i);
        }

        assertThat(threads).containsOnly(Thread.currentThread()).hasSize(3);
    }

    @Test
    void waitsForAsManyAsBefore() throws Exception {
        RequestQueue<Integer, Integer> queue =
                queue(ONE_RUNNER.withDeadline(Duration.ofMinutes(1)), Duration.ofMinutes(1));
        List<Future<Integer>> first = askOneByOne(queue, List.of(1, 2, 3, 4));
        permits.release(2);
        for (Future<Integer> each : first) {
            each.get();
        }

        permits.release(1);
        List<Future<Integer>> second = new ArrayList<>();
        for (int request = 5; request < 7; request++) {
            int last = request;
            second.add(clients.submit(() -> queue.ask(last, 1)));
            awaitWaiting(queue, request - 4);
        }
        assertThat(batches).hasSize(2);
        second.add(clients.submit(() -> queue.ask(7, 1)));
        for (Future<Integer> each : second) {
            each.get();
        }

        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6, 7));
    }

    @Test
    void keepsRequestsApartThatDoNotJoinOrAreTooLarge() throws Exception {
        RequestQueue<Integer, Integer> queue =
                new RequestQueue<>(ONE_RUNNER, (first, second) -> first % 2 == second % 2, this::run);
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1, 2, 3, 4, 5));
        answers.add(clients.submit(() -> queue.ask(7, 9)));
        awaitWaiting(queue, 5);

        permits.release(4);

        for (Future<Integer> each : answers) {
            each.get();
        }
        assertThat(batches).containsExactly(List.of(1), List.of(2, 4), List.of(3, 5), List.of(7));
    }

    @Test
    void onlyTheRequestFailsThatCausesTheFailure() throws Exception {
        RequestQueue<Integer, Integer> queue = queue(ONE_RUNNER);
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1, 2, -3, 4, 5));

        permits.release(100);

        assertThat(answers.get(1).get()).isEqualTo(4);
        assertThatThrownBy(answers.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("-3 is negative");
        assertThat(answers.get(3).get()).isEqualTo(8);
        assertThat(answers.get(4).get()).isEqualTo(10);
    }

    @Test
    void refusesMoreThanItHoldsAndRecovers() throws Exception {
        RequestQueue<Integer, Integer> queue = queue(ONE_RUNNER.withQueue(2));
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1, 2, 3));

        assertThatThrownBy(() -> queue.ask(4, 1))
                .isInstanceOf(OverloadedException.class)
                .hasMessage("refused: 2 requests wait already; try again later");

        permits.release(3);
        for (Future<Integer> each : answers) {
            each.get();
        }
        assertThat(queue.ask(5, 1)).isEqualTo(10);
    }

    @Test
    void refusesWhatWaitsForTooLongAndRecovers() throws Exception {
        RequestQueue<Integer, Integer> queue = queue(ONE_RUNNER.withDeadline(Duration.ofMillis(20)));
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1));

        assertThatThrownBy(() -> queue.ask(2, 1))
                .isInstanceOf(OverloadedException.class)
                .hasMessage("refused after waiting 20 ms: 0 requests wait; try again later");

        permits.release(2);
        assertThat(answers.get(0).get()).isEqualTo(2);
        assertThat(queue.ask(3, 1)).isEqualTo(6);
    }

    @Test
    void forgetsARequestWhoseThreadIsInterrupted() throws Exception {
        RequestQueue<Integer, Integer> queue = queue(ONE_RUNNER);
        List<Future<Integer>> answers = askOneByOne(queue, List.of(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> queue.ask(2, 1)).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        permits.release(1);
        assertThat(answers.get(0).get()).isEqualTo(2);
        assertThat(batches).containsExactly(List.of(1));
    }

    @Test
    void noRequestWaitsForeverIfAnErrorIsThrown() {
        RequestQueue<Integer, Integer> queue = new RequestQueue<>(ONE_RUNNER, (first, second) -> true, batch -> {
            throw new OutOfMemoryError("none left");
        });

        assertThatThrownBy(() -> queue.ask(1, 1)).isInstanceOf(OutOfMemoryError.class);
    }

    private RequestQueue<Integer, Integer> queue(Batching batching) {
        return new RequestQueue<>(batching, (first, second) -> true, this::run);
    }

    private RequestQueue<Integer, Integer> queue(Batching batching, Duration delay) {
        return queue(new Batching(batching.size(), delay, batching.queue(), batching.deadline(), batching.runners()));
    }

    private List<Integer> run(List<Integer> batch) {
        permits.acquireUninterruptibly();
        batches.add(batch);
        for (int each : batch) {
            if (each < 0) {
                throw new IllegalArgumentException(each + " is negative");
            }
        }
        return batch.stream().map(each -> 2 * each).toList();
    }

    /** Asks in order: the first request is taken at once if none is running, the others wait. */
    private List<Future<Integer>> askOneByOne(RequestQueue<Integer, Integer> queue, List<Integer> requests)
            throws InterruptedException {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int request : requests) {
            int asked = answers.size();
            answers.add(clients.submit(() -> queue.ask(request, 1)));
            // The first one is waiting for its permit, which no method shows.
            while (asked == 0 ? permits.getQueueLength() == 0 && queue.waiting() == 0 : queue.waiting() < asked) {
                Thread.sleep(1);
            }
        }
        return answers;
    }

    private static void awaitWaiting(RequestQueue<Integer, Integer> queue, int number) throws InterruptedException {
        while (queue.waiting() < number) {
            Thread.sleep(1);
        }
    }
}
