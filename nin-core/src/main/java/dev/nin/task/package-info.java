// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Tasks with their targets, losses and metrics. */
@NullMarked
package dev.nin.task;

import org.jspecify.annotations.NullMarked;
