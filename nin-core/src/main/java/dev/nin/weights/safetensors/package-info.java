// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** A reader of safetensors files, including untrusted ones. */
@NullMarked
package dev.nin.weights.safetensors;

import org.jspecify.annotations.NullMarked;
