// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The settings of a training: batch, epochs, optimizer, augmentation. */
@NullMarked
package dev.nin.train.config;

import org.jspecify.annotations.NullMarked;
