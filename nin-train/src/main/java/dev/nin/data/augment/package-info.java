// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Augmentation of single images. */
@NullMarked
package dev.nin.data.augment;

import org.jspecify.annotations.NullMarked;
