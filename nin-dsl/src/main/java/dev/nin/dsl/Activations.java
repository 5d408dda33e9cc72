// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Activation;
import dev.nin.model.Activation.Function;
import dev.nin.model.Layer;
import dev.nin.model.Prelu;
import dev.nin.model.Softmax;
import java.util.List;
import java.util.function.Supplier;

/**
 * The activations of every stage.
 *
 * @param <S> the concrete type of the stage
 */
abstract sealed class Activations<S> extends Configurable<S> permits Features {
    Activations(Stage stage, int made) {
        super(stage, made);
    }

    final Stage behind(String call, Supplier<? extends Layer> layer) {
        return Stage.after(List.of(stage()), call, layer);
    }

    /**
     * Applies a function to each value.
     *
     * @param function RELU, RELU6, LEAKY_RELU, ELU, SELU, GELU, SWISH, HARD_SWISH, SIGMOID, HARD_SIGMOID, TANH,
     *     SOFTPLUS, SOFTSIGN or EXPONENTIAL
     * @return values of the same shape
     */
    public final S activation(Function function) {
        Activation layer = new Activation(function);
        return of(behind(layer.call(), () -> layer));
    }

    /**
     * ReLU: max(0, x).
     *
     * @return values of the same shape
     */
    public final S relu() {
        return activation(Function.RELU);
    }

    /**
     * ReLU6: min(6, max(0, x)).
     *
     * @return values of the same shape
     */
    public final S relu6() {
        return activation(Function.RELU6);
    }

    /**
     * Leaky ReLU: x above 0, else x / 100.
     *
     * @return values of the same shape
     */
    public final S leakyRelu() {
        return activation(Function.LEAKY_RELU);
    }

    /**
     * Parametric ReLU: x above 0, else x times a slope that is learned per channel and starts at 0.25 (He et al. 2015).
     *
     * @return values of the same shape
     */
    public final S prelu() {
        return prelu(0.25);
    }

    /**
     * Parametric ReLU: x above 0, else x times a slope that is learned per channel.
     *
     * @param slope the initial slope, finite
     * @return values of the same shape
     */
    public final S prelu(double slope) {
        return of(behind("prelu(" + slope + ")", () -> new Prelu((float) slope)));
    }

    /**
     * ELU: x above 0, else exp(x) - 1.
     *
     * @return values of the same shape
     */
    public final S elu() {
        return activation(Function.ELU);
    }

    /**
     * GELU: x times the normal cumulative distribution function of x.
     *
     * @return values of the same shape
     */
    public final S gelu() {
        return activation(Function.GELU);
    }

    /**
     * Swish, also called SiLU: x / (1 + exp(-x)).
     *
     * @return values of the same shape
     */
    public final S swish() {
        return activation(Function.SWISH);
    }

    /**
     * Hard swish: x times min(6, max(0, x + 3)) / 6, without an exponential (Howard et al. 2019).
     *
     * @return values of the same shape
     */
    public final S hardSwish() {
        return activation(Function.HARD_SWISH);
    }

    /**
     * Sigmoid: 1 / (1 + exp(-x)).
     *
     * @return values of the same shape
     */
    public final S sigmoid() {
        return activation(Function.SIGMOID);
    }

    /**
     * Hyperbolic tangent.
     *
     * @return values of the same shape
     */
    public final S tanh() {
        return activation(Function.TANH);
    }

    /**
     * Softmax over the channels: positive values that sum to 1. Training and export add their own after the logits.
     *
     * @return values of the same shape
     */
    public final S softmax() {
        return of(behind("softmax()", Softmax::new));
    }
}
