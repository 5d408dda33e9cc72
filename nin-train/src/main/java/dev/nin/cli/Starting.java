// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that starts on a thread of its own while other work goes on.
 *
 * @param result what it comes to
 */
record Starting<T>(CompletableFuture<T> result) {
    static <T> Starting<T> of(Supplier<T> start) {
        return new Starting<>(CompletableFuture.supplyAsync(start));
    }

    /** Waits for it; throws what it has thrown. */
    T await() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
