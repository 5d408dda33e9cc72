// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Data sets in files of plain pixels, which are read whole: the IDX files of the MNIST family and CIFAR's binary files.
 *
 * <p>{@code dev.nin.data.source} calls it. It depends on {@code dev.nin.data}.
 */
@NullMarked
package dev.nin.data.binary;

import org.jspecify.annotations.NullMarked;
