// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * ONNX files: graphs as data, and their encoding by the field numbers of ONNX's messages.
 *
 * <p>Called from {@code dev.nin.onnx} and {@code dev.nin.export}; not exported to users. It knows no model.
 */
@NullMarked
package dev.nin.onnx.format;

import org.jspecify.annotations.NullMarked;
