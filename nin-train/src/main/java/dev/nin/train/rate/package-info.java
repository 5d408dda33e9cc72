// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The search for a learning rate before a training. */
@NullMarked
package dev.nin.train.rate;

import org.jspecify.annotations.NullMarked;
