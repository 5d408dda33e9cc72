// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Checkpoints of trained models in folders, from which models are loaded and training resumes. */
@NullMarked
package dev.nin.checkpoint;

import org.jspecify.annotations.NullMarked;
