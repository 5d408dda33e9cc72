// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The training graph: loss, gradients, augmentation and the updates of one step. */
@NullMarked
package dev.nin.train.step;

import org.jspecify.annotations.NullMarked;
