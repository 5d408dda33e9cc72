// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Ascii;
import java.util.List;

/**
 * An elementwise activation function. The output has the shape of the input.
 *
 * @param function the function
 */
public record Activation(Function function) implements Layer {
    /** The activation functions. */
    public enum Function {
        /** max(0, x). */
        RELU("ReLU"),
        /** 1 / (1 + exp(-x)). */
        SIGMOID("Sigmoid"),
        /** Hyperbolic tangent. */
        TANH("Tanh"),
        /** min(6, max(0, x)). */
        RELU6("ReLU6"),
        /** x if positive, else 0.01 x. */
        LEAKY_RELU("LeakyReLU"),
        /** x if positive, else exp(x) - 1 (Clevert et al. 2016). */
        ELU("ELU"),
        /** Scaled ELU that preserves mean and variance (Klambauer et al. 2017). */
        SELU("SELU"),
        /** x times the standard normal CDF of x, in the exact form (Hendrycks and Gimpel 2016). */
        GELU("GELU"),
        /** x / (1 + exp(-x)), also called SiLU (Ramachandran et al. 2017). */
        SWISH("SiLU"),
        /** log(1 + exp(x)). */
        SOFTPLUS("Softplus"),
        /** x / (1 + |x|). */
        SOFTSIGN("Softsign"),
        /** min(1, max(0, 0.2 x + 0.5)), as in Keras. */
        HARD_SIGMOID("Hardsigmoid"),
        /** x times min(6, max(0, x + 3)) / 6, as in PyTorch and MobileNetV3 (Howard et al. 2019). */
        HARD_SWISH("Hardswish"),
        /** exp(x). */
        EXPONENTIAL("Exp");

        private final String title;

        Function(String title) {
            this.title = title;
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return InputChecks.only(inputs);
    }

    @Override
    public String title() {
        return function.title;
    }

    @Override
    public String stem() {
        return Ascii.toLowerCase(function.name());
    }

    @Override
    public String call() {
        return stem() + "()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
