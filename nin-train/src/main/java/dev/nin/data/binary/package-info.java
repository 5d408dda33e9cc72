// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Data sets in files of plain pixels: the IDX files of the MNIST family and CIFAR's binary files, read whole.
 *
 * <p>Called from {@code dev.nin.data.source}. It calls {@code dev.nin.data}.
 */
@NullMarked
package dev.nin.data.binary;

import org.jspecify.annotations.NullMarked;
