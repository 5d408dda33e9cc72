// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The quantization of ONNX graphs: the ranges of values on sample images, and graphs whose convolutions and dense
 * layers compute with 8-bit integers.
 *
 * <p>Called from {@code dev.nin.onnx} and {@code dev.nin.export}; not exported to users.
 */
@NullMarked
package dev.nin.onnx.quantization;

import org.jspecify.annotations.NullMarked;
