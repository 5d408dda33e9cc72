// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Reading what {@code torch.save} writes, in its ZIP format and in the one of before PyTorch 1.6. Such files hold a
 * pickle, a program for Python's pickle machine that may call any function. Here it is interpreted with a list of the
 * few functions that tensors need; anything else is refused and nothing of it runs.
 */
@NullMarked
package dev.nin.weights.torch;

import org.jspecify.annotations.NullMarked;
