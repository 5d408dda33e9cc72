// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The values of a model's parameters, and weights files of other frameworks: their names and layouts of tensors, and
 * the matching of tensors to layers.
 */
@NullMarked
package dev.nin.weights;

import org.jspecify.annotations.NullMarked;
