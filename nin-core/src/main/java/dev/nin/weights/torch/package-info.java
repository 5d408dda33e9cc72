// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Readers of files of {@code torch.save}, in its ZIP format and in the format used before PyTorch 1.6. Such files hold
 * a pickle, a program for Python's pickle machine that may call any function. Here it is interpreted with a list of the
 * few functions that tensors need; any other function is rejected and nothing is run.
 */
@NullMarked
package dev.nin.weights.torch;

import org.jspecify.annotations.NullMarked;
