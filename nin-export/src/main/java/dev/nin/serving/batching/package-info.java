// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The settings and the exception of joining concurrent requests into batches.
 *
 * <p>Called by users, and by {@code dev.nin.serving}.
 */
@NullMarked
package dev.nin.serving.batching;

import org.jspecify.annotations.NullMarked;
