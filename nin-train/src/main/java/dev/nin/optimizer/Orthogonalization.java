// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Emits the nearest matrix to a given one whose singular values are about 1, by five Newton-Schulz iterations (Jordan
 * et al. 2024, "Muon"). Their polynomial 3.4445 s - 4.7750 s³ + 2.0315 s⁵ brings singular values near 1 quickly, to
 * between about 0.7 and 1.2, instead of exactly but slowly.
 */
final class Orthogonalization {
    private static final int ITERATIONS = 5;
    private static final float LINEAR = 3.4445f;
    private static final float CUBIC = -4.7750f;
    private static final float QUINTIC = 2.0315f;
    private static final float LEAST_NORM = 1e-7f;

    private Orthogonalization() {}

    /**
     * Adds the operations.
     *
     * @param matrix (rows, columns)
     * @param isTall whether it has more rows than columns, so that the products of columns are fewer
     * @return a matrix of the same shape; zeros for zeros
     */
    static Operand<TFloat32> emit(Ops tf, Operand<TFloat32> matrix, boolean isTall) {
        Operand<TFloat32> norm = tf.math.sqrt(tf.sum(tf.math.square(matrix), tf.constant(new int[] {0, 1})));
        Operand<TFloat32> each = tf.math.div(matrix, tf.math.maximum(norm, tf.constant(LEAST_NORM)));
        for (int i = 0; i < ITERATIONS; i++) {
            MatMul.Options products = isTall ? MatMul.transposeA(true) : MatMul.transposeB(true);
            Operand<TFloat32> square = tf.linalg.matMul(each, each, products);
            Operand<TFloat32> polynomial = tf.math.add(
                    tf.math.mul(square, tf.constant(CUBIC)),
                    tf.math.mul(tf.linalg.matMul(square, square), tf.constant(QUINTIC)));
            Operand<TFloat32> higher = isTall ? tf.linalg.matMul(each, polynomial) : tf.linalg.matMul(polynomial, each);
            each = tf.math.add(tf.math.mul(each, tf.constant(LINEAR)), higher);
        }
        return each;
    }
}
