// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The sub-commands on trained and exported models: {@code export}, {@code verify}, {@code predict}, {@code evaluate}
 * and {@code calibrate}.
 *
 * <p>Called only from {@code dev.nin.cli}; not exported to users. It calls nin-export, and {@code dev.nin.data} for the
 * images to verify a model on.
 */
@NullMarked
package dev.nin.cli.export;

import org.jspecify.annotations.NullMarked;
