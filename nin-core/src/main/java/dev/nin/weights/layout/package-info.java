// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** How files name and arrange the tensors of a model: this library, PyTorch and Keras. */
@NullMarked
package dev.nin.weights.layout;

import org.jspecify.annotations.NullMarked;
