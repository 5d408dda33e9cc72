// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Converts image files and images in memory to the pixels of a model's input.
 *
 * <p>Called from {@code dev.nin.export}, {@code dev.nin.savedmodel}, {@code dev.nin.onnx.runtime} and
 * {@code dev.nin.serving}; not exported to users. It calls nin-core.
 */
@NullMarked
package dev.nin.images;

import org.jspecify.annotations.NullMarked;
