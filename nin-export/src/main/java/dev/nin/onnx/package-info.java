// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Models as ONNX graphs.
 *
 * <p>Called from {@code dev.nin.export}; not exported to users. It calls {@code dev.nin.onnx.format} and nin-core.
 */
@NullMarked
package dev.nin.onnx;

import org.jspecify.annotations.NullMarked;
