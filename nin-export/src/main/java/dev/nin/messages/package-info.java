// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Tensors, requests and records as the messages and files of TensorFlow and its server.
 *
 * <p>Called from this module's other packages; not exported to users. It calls {@code dev.nin.model} alone.
 */
@NullMarked
package dev.nin.messages;

import org.jspecify.annotations.NullMarked;
