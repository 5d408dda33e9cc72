// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Image files and images in memory as the pixels that a model's input takes. */
@NullMarked
package dev.nin.images;

import org.jspecify.annotations.NullMarked;
