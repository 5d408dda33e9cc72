// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** A model's folder as servers watch it: one folder a version, published whole. */
@NullMarked
package dev.nin.versions;

import org.jspecify.annotations.NullMarked;
