// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Activation;
import dev.nin.model.Activation.Function;
import dev.nin.model.Layer;
import dev.nin.model.Prelu;
import dev.nin.model.Softmax;
import java.util.function.Supplier;

/**
 * The activations that every stage offers.
 *
 * @param <S> the kind of stage that stays the kind it is
 */
sealed interface Activations<S extends Features<S>> permits Features {
    /**
     * A function of each value by itself.
     *
     * @param function which one: RELU, RELU6, LEAKY_RELU, ELU, SELU, GELU, SWISH, HARD_SWISH, SIGMOID, HARD_SIGMOID,
     *     TANH, SOFTPLUS, SOFTSIGN or EXPONENTIAL
     * @return values of the same shape
     */
    default S activation(Function function) {
        Activation layer = new Activation(function);
        return after(layer.call(), () -> layer);
    }

    /**
     * max(0, x).
     *
     * @return values of the same shape
     */
    default S relu() {
        return activation(Function.RELU);
    }

    /**
     * min(6, max(0, x)).
     *
     * @return values of the same shape
     */
    default S relu6() {
        return activation(Function.RELU6);
    }

    /**
     * x above 0, else a hundredth of it.
     *
     * @return values of the same shape
     */
    default S leakyRelu() {
        return activation(Function.LEAKY_RELU);
    }

    /**
     * x above 0, else x times a slope that is learned for each channel and starts at 0.25 (He et al. 2015).
     *
     * @return values of the same shape
     */
    default S prelu() {
        return prelu(0.25);
    }

    /**
     * x above 0, else x times a slope that is learned for each channel.
     *
     * @param slope what the slopes start at, finite
     * @return values of the same shape
     */
    default S prelu(double slope) {
        return after("prelu(" + slope + ")", () -> new Prelu((float) slope));
    }

    /**
     * x above 0, else exp(x) - 1.
     *
     * @return values of the same shape
     */
    default S elu() {
        return activation(Function.ELU);
    }

    /**
     * x times the normal distribution function of x.
     *
     * @return values of the same shape
     */
    default S gelu() {
        return activation(Function.GELU);
    }

    /**
     * x / (1 + exp(-x)), also called SiLU.
     *
     * @return values of the same shape
     */
    default S swish() {
        return activation(Function.SWISH);
    }

    /**
     * x times min(6, max(0, x + 3)) / 6: swish without an exponential (Howard et al. 2019).
     *
     * @return values of the same shape
     */
    default S hardSwish() {
        return activation(Function.HARD_SWISH);
    }

    /**
     * 1 / (1 + exp(-x)).
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
     * Values that are positive and sum to 1, over the channels. Training and export add their own behind the logits.
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
