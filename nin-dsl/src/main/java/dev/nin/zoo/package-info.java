// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Networks with weights published for ImageNet: their layers with the names of the published weights, the preprocessing
 * that the weights expect, and where they are published.
 */
@NullMarked
package dev.nin.zoo;

import org.jspecify.annotations.NullMarked;
