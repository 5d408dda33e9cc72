// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The queue that joins concurrent requests into batches; knows nothing of models.
 *
 * <p>Called by {@code dev.nin.serving}; internal.
 */
@NullMarked
package dev.nin.serving.queue;

import org.jspecify.annotations.NullMarked;
