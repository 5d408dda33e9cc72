// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.batching;

import java.util.concurrent.RejectedExecutionException;

/**
 * A request was refused because too many others wait, or because it waited for too long. The same request may be tried
 * again.
 */
public final class OverloadedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message why the request was refused
     */
    public OverloadedException(String message) {
        super(message);
    }
}
