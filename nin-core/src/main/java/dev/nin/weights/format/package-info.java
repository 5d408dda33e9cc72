// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** What all formats of weights files have in common: tensors by name, read one by one, and types of numbers. */
@NullMarked
package dev.nin.weights.format;

import org.jspecify.annotations.NullMarked;
