// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Image files and images in memory as the pixels that a model's input takes.
 *
 * <p>Called from {@code dev.nin.savedmodel} and {@code dev.nin.serving}; not exported to users. It calls nin-core.
 */
@NullMarked
package dev.nin.images;

import org.jspecify.annotations.NullMarked;
