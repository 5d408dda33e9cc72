// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

/**
 * What differs between frameworks in layers of one name, and belongs to the weights that were trained with it.
 *
 * @param same whether windows are padded as TensorFlow's SAME does, the odd zero at the bottom and right; else by half
 *     of the kernel on each side, as PyTorch's networks are
 * @param epsilon of batch normalization
 * @param momentum of batch normalization: the share of the moving averages that stays in a step
 */
record Convention(boolean same, double epsilon, double momentum) {
    /** PyTorch's defaults. */
    static final Convention PYTORCH = new Convention(false, 1e-5, 0.9);

    /** Of networks that were trained in TensorFlow, wherever their weights lie now. */
    static final Convention TENSORFLOW = new Convention(true, 1e-3, 0.99);

    /** Of most Keras applications. */
    static final Convention KERAS = new Convention(true, 1e-3, 0.999);
}
