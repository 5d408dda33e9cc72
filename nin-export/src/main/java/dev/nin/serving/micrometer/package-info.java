// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Meters of served models for Micrometer, an optional dependency that only this package needs.
 *
 * <p>Called by users.
 */
@NullMarked
package dev.nin.serving.micrometer;

import org.jspecify.annotations.NullMarked;
