// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that starts on a thread of its own while other work goes on.
 *
 * @param <T> the type of what it comes to
 * @param result what it comes to
 */
public record Starting<T>(CompletableFuture<T> result) {
    /**
     * Starts something.
     *
     * @param start what runs on the other thread
     * @param <T> the type of what it comes to
     * @return what can be waited for
     */
    public static <T> Starting<T> of(Supplier<T> start) {
        return new Starting<>(CompletableFuture.supplyAsync(start));
    }

    /**
     * Something that has started already.
     *
     * @param result what it has come to
     * @param <T> the type of the result
     * @return what need not be waited for
     */
    public static <T> Starting<T> ended(T result) {
        return new Starting<>(CompletableFuture.completedFuture(result));
    }

    /**
     * Waits for it.
     *
     * @return what it has come to
     * @throws RuntimeException if it has thrown this
     */
    public T await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }

    /**
     * Waits for it, whether it fails or not.
     *
     * @return what it has come to; empty if it has failed
     */
    public Optional<T> awaitEnd() {
        return result.handle((value, problem) -> Optional.ofNullable(value)).join();
    }
}
