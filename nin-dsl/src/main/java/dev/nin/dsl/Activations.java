// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Activation;
import dev.nin.model.Activation.Function;
import dev.nin.model.Layer;
import dev.nin.model.Prelu;
import dev.nin.model.Softmax;
import java.util.function.Supplier;

/**
 * The activations of every stage.
 *
 * @param <S> the concrete type of the stage
 */
sealed interface Activations<S extends Features<S>> permits Features {
    /**
     * Applies a function to each value.
     *
     * @param function RELU, RELU6, LEAKY_RELU, ELU, SELU, GELU, SWISH, HARD_SWISH, SIGMOID, HARD_SIGMOID, TANH,
     *     SOFTPLUS, SOFTSIGN or EXPONENTIAL
     * @return values of the same shape
     */
    default S activation(Function function) {
        Activation layer = new Activation(function);
        return after(layer.call(), () -> layer);
    }

    /**
     * ReLU: max(0, x).
     *
     * @return values of the same shape
     */
    default S relu() {
        return activation(Function.RELU);
    }

    /**
     * ReLU6: min(6, max(0, x)).
     *
     * @return values of the same shape
     */
    default S relu6() {
        return activation(Function.RELU6);
    }

    /**
     * Leaky ReLU: x above 0, else x / 100.
     *
     * @return values of the same shape
     */
    default S leakyRelu() {
        return activation(Function.LEAKY_RELU);
    }

    /**
     * Parametric ReLU: x above 0, else x times a slope that is learned per channel and starts at 0.25 (He et al. 2015).
     *
     * @return values of the same shape
     */
    default S prelu() {
        return prelu(0.25);
    }

    /**
     * Parametric ReLU: x above 0, else x times a slope that is learned per channel.
     *
     * @param slope the initial slope, finite
     * @return values of the same shape
     */
    default S prelu(double slope) {
        return after("prelu(" + slope + ")", () -> new Prelu((float) slope));
    }

    /**
     * ELU: x above 0, else exp(x) - 1.
     *
     * @return values of the same shape
     */
    default S elu() {
        return activation(Function.ELU);
    }

    /**
     * GELU: x times the normal cumulative distribution function of x.
     *
     * @return values of the same shape
     */
    default S gelu() {
        return activation(Function.GELU);
    }

    /**
     * Swish, also called SiLU: x / (1 + exp(-x)).
     *
     * @return values of the same shape
     */
    default S swish() {
        return activation(Function.SWISH);
    }

    /**
     * Hard swish: x times min(6, max(0, x + 3)) / 6, without an exponential (Howard et al. 2019).
     *
     * @return values of the same shape
     */
    default S hardSwish() {
        return activation(Function.HARD_SWISH);
    }

    /**
     * Sigmoid: 1 / (1 + exp(-x)).
     *
     * @return values of the same shape
     */
    default S sigmoid() {
        return activation(Function.SIGMOID);
    }

    /**
     * Hyperbolic tangent.
     *
     * @return values of the same shape
     */
    default S tanh() {
        return activation(Function.TANH);
    }

    /**
     * Softmax over the channels: positive values that sum to 1. Training and export add their own after the logits.
     *
     * @return values of the same shape
     */
    default S softmax() {
        return after("softmax()", Softmax::new);
    }

    private S after(String call, Supplier<? extends Layer> layer) {
        Features<S> self = (Features<S>) this;
        return self.of(self.after(call, layer));
    }
}
