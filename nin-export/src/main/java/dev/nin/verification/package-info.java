// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * What is found of an exported model, and how well it classifies images of known classes.
 *
 * <p>Called from {@code dev.nin.export} alone; not exported to users. It calls this module's other packages and
 * nin-core.
 */
@NullMarked
package dev.nin.verification;

import org.jspecify.annotations.NullMarked;
