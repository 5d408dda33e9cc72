// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Networks that others have trained on ImageNet: their layers under the names of their published weights, what those
 * weights expect of an image, and where they are published.
 */
@NullMarked
package dev.nin.zoo;

import org.jspecify.annotations.NullMarked;
