// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * ONNX files run by ONNX Runtime, a library that only this package needs.
 *
 * <p>Called from {@code dev.nin.serving.version}; not exported to users.
 */
@NullMarked
package dev.nin.onnx.runtime;

import org.jspecify.annotations.NullMarked;
