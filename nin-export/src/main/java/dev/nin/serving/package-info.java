// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Exported models, asked from Java: see {@link dev.nin.serving.Predictor}. */
@NullMarked
package dev.nin.serving;

import org.jspecify.annotations.NullMarked;
