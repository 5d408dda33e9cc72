// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

/**
 * The padding and normalization conventions of a framework, which depend on where the weights were trained.
 *
 * @param same whether windows are padded like TensorFlow's SAME, with the odd zero at the bottom and right; otherwise
 *     by half of the kernel on each side, as in PyTorch's networks
 * @param epsilon of batch normalization
 * @param momentum of batch normalization: the share of the moving averages that each step keeps
 */
record Convention(boolean same, double epsilon, double momentum) {
    /** The defaults of PyTorch. */
    static final Convention PYTORCH = new Convention(false, 1e-5, 0.9);

    /** The convention of networks trained in TensorFlow, wherever their weights are published. */
    static final Convention TENSORFLOW = new Convention(true, 1e-3, 0.99);

    /** The convention of most Keras applications. */
    static final Convention KERAS = new Convention(true, 1e-3, 0.999);
}
