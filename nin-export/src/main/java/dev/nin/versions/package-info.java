// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * A model's folder as servers watch it, with one folder per version, each published atomically.
 *
 * <p>Called by users, through {@link dev.nin.versions.VersionDirectory}, from this module's other packages and from
 * {@code dev.nin.cli} of nin-train. It calls {@code dev.nin.savedmodel} and nin-core.
 */
@NullMarked
package dev.nin.versions;

import org.jspecify.annotations.NullMarked;
