// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** What models are measured by: sums that graphs emit, and the numbers made of them. */
@NullMarked
package dev.nin.metric;

import org.jspecify.annotations.NullMarked;
