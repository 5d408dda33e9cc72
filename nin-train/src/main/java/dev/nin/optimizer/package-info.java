// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** How gradients change weights: optimizers, which emit themselves, and the learning rate over time. */
@NullMarked
package dev.nin.optimizer;

import org.jspecify.annotations.NullMarked;
