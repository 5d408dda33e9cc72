// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Trained models in folders: what they are, what they have learnt, and where training goes on. */
@NullMarked
package dev.nin.checkpoint;

import org.jspecify.annotations.NullMarked;
