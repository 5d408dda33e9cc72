// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * One loaded version of a model and what it is asked.
 *
 * <p>Called by {@code dev.nin.serving}; internal.
 */
@NullMarked
package dev.nin.serving.version;

import org.jspecify.annotations.NullMarked;
