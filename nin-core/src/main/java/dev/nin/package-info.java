// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The exception that every module throws for a mistake of its user. */
@NullMarked
package dev.nin;

import org.jspecify.annotations.NullMarked;
