// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The messages and files of TensorFlow and its server for tensors, requests and records.
 *
 * <p>Called from this module's other packages; not exported to users. It calls only {@code dev.nin.model}.
 */
@NullMarked
package dev.nin.messages;

import org.jspecify.annotations.NullMarked;
