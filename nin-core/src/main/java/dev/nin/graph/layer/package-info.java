// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The operations of single layers: an emitter per kind, and {@link dev.nin.graph.layer.CustomOperation} for custom
 * layers.
 */
@NullMarked
package dev.nin.graph.layer;

import org.jspecify.annotations.NullMarked;
