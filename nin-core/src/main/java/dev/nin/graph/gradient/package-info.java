// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Gradients in the form that TensorFlow runs fastest. */
@NullMarked
package dev.nin.graph.gradient;

import org.jspecify.annotations.NullMarked;
