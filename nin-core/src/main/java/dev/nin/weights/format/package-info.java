// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The common part of all formats of weights files: tensors by name, read one by one, and their numeric types. */
@NullMarked
package dev.nin.weights.format;

import org.jspecify.annotations.NullMarked;
