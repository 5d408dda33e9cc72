// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The values that variables start from, and the seeds that they are drawn with. */
@NullMarked
package dev.nin.graph.initializer;

import org.jspecify.annotations.NullMarked;
