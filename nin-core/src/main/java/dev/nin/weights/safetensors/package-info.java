// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Reading files of the safetensors format, whoever wrote them. */
@NullMarked
package dev.nin.weights.safetensors;

import org.jspecify.annotations.NullMarked;
