// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The values of a model's parameters, and the files of other frameworks that hold some: what their tensors are called
 * and how they are laid out there, and which of them belongs to which layer.
 */
@NullMarked
package dev.nin.weights;

import org.jspecify.annotations.NullMarked;
