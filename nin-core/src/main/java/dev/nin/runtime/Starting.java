// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A computation that starts on another thread while other work continues.
 *
 * @param <T> the type of the result
 * @param result the future result
 */
public record Starting<T>(CompletableFuture<T> result) {
    /**
     * Starts a computation on another thread.
     *
     * @param start the computation
     * @param <T> the type of the result
     * @return the running computation
     */
    public static <T> Starting<T> of(Supplier<T> start) {
        return new Starting<>(CompletableFuture.supplyAsync(start));
    }

    /**
     * Returns a computation that has already completed.
     *
     * @param result its result
     * @param <T> the type of the result
     * @return the completed computation
     */
    public static <T> Starting<T> ended(T result) {
        return new Starting<>(CompletableFuture.completedFuture(result));
    }

    /**
     * Waits for the result.
     *
     * @return the result
     * @throws RuntimeException if the computation threw it
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
     * Waits for the end of the computation, even if it fails.
     *
     * @return the result; empty if the computation failed
     */
    public Optional<T> awaitEnd() {
        return result.handle((value, problem) -> Optional.ofNullable(value)).join();
    }
}
