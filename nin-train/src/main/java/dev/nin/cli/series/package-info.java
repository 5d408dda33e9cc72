// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Series of runs that belong together, such as a sweep or a cross-validation. */
@NullMarked
package dev.nin.cli.series;

import org.jspecify.annotations.NullMarked;
