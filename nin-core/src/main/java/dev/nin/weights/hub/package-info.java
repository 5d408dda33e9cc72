// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Published weights and their download into the cache folder. */
@NullMarked
package dev.nin.weights.hub;

import org.jspecify.annotations.NullMarked;
