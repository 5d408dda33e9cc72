// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The sub-commands on exported models: {@code export}, {@code verify} and {@code predict}.
 *
 * <p>Called from {@code dev.nin.cli} alone; not exported to users. It calls nin-export, and {@code dev.nin.data} for
 * the images that a model is verified on.
 */
@NullMarked
package dev.nin.cli.export;

import org.jspecify.annotations.NullMarked;
