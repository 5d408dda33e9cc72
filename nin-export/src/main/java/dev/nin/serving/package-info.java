// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Exported models, asked from Java.
 *
 * <p>Called by users, through {@link dev.nin.serving.Predictor}. It calls {@code dev.nin.savedmodel},
 * {@code dev.nin.versions} and what these call, and knows nothing of {@code dev.nin.export}.
 */
@NullMarked
package dev.nin.serving;

import org.jspecify.annotations.NullMarked;
