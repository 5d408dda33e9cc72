// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** A SavedModel's folder: what is in it, and what it answers once it is loaded. */
@NullMarked
package dev.nin.savedmodel;

import org.jspecify.annotations.NullMarked;
