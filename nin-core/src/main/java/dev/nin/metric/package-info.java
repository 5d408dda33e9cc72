// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Metrics of models: sums that graphs emit, and the values computed from them. */
@NullMarked
package dev.nin.metric;

import org.jspecify.annotations.NullMarked;
