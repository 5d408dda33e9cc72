// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.Activation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Emits elementwise activation functions. */
final class ActivationEmitter {
    private static final float LEAK = 0.01f;

    private final Ops tf;

    ActivationEmitter(Ops tf) {
        this.tf = tf;
    }

    Operand<TFloat32> emit(Activation.Function function, Operand<TFloat32> x) {
        return switch (function) {
            case RELU -> tf.nn.relu(x);
            case RELU6 -> tf.nn.relu6(x);
            case LEAKY_RELU -> tf.nn.leakyRelu(x, LeakyRelu.alpha(LEAK));
            case ELU -> tf.nn.elu(x);
            case SELU -> tf.nn.selu(x);
            case GELU -> gelu(x);
            case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
            case SOFTPLUS -> tf.math.softplus(x);
            case SOFTSIGN -> tf.nn.softsign(x);
            case SIGMOID -> tf.math.sigmoid(x);
            case HARD_SIGMOID -> hardSigmoid(x);
            case HARD_SWISH -> hardSwish(x);
            case TANH -> tf.math.tanh(x);
            case EXPONENTIAL -> tf.math.exp(x);
        };
    }

    private Operand<TFloat32> gelu(Operand<TFloat32> x) {
        Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) Math.sqrt(0.5)));
        Operand<TFloat32> distribution =
                tf.math.mul(tf.constant(0.5f), tf.math.add(tf.constant(1f), tf.math.erf(scaled)));
        return tf.math.mul(x, distribution);
    }

    /** Emits PReLU, for which TensorFlow has no operation. */
    Operand<TFloat32> emitPrelu(Operand<TFloat32> x, Operand<TFloat32> slope) {
        Operand<TFloat32> below = tf.nn.relu(tf.math.neg(x));
        return tf.math.sub(tf.nn.relu(x), tf.math.mul(below, slope));
    }

    private Operand<TFloat32> hardSwish(Operand<TFloat32> x) {
        Operand<TFloat32> gate = tf.nn.relu6(tf.math.add(x, tf.constant(3f)));
        return tf.math.mul(x, tf.math.mul(gate, tf.constant(1 / 6f)));
    }

    private Operand<TFloat32> hardSigmoid(Operand<TFloat32> x) {
        Operand<TFloat32> line = tf.math.add(tf.math.mul(x, tf.constant(0.2f)), tf.constant(0.5f));
        return tf.math.minimum(tf.constant(1f), tf.math.maximum(tf.constant(0f), line));
    }
}
