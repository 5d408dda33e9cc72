// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Runs exported models from Java.
 *
 * <p>Called by users, through {@link dev.nin.serving.Predictor}. It calls {@code dev.nin.savedmodel},
 * {@code dev.nin.versions} and what these call, and does not depend on {@code dev.nin.export}.
 */
@NullMarked
package dev.nin.serving;

import org.jspecify.annotations.NullMarked;
