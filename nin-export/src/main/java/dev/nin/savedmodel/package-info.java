// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The content of a SavedModel's folder, and the model loaded from it.
 *
 * <p>Called from this module's other packages, and from nin-train to verify models; not exported to users. A loaded
 * model holds native memory and must be closed. It calls {@code dev.nin.messages}, {@code dev.nin.images} and nin-core.
 */
@NullMarked
package dev.nin.savedmodel;

import org.jspecify.annotations.NullMarked;
