// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Batches of examples and targets as tensors, read ahead of the training step. */
@NullMarked
package dev.nin.train.batch;

import org.jspecify.annotations.NullMarked;
