// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** One training on several processes: each replica's share of the batch, and the sum of their gradients. */
@NullMarked
package dev.nin.train.replica;

import org.jspecify.annotations.NullMarked;
