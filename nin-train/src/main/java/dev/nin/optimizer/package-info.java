// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Optimizers, which emit their own graph operations, and learning rate schedules. */
@NullMarked
package dev.nin.optimizer;

import org.jspecify.annotations.NullMarked;
