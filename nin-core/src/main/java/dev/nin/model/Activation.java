// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Ascii;
import java.util.List;

/**
 * A function of each value by itself; the shape stays.
 *
 * @param function which one
 */
public record Activation(Function function) implements Layer {
    /** The functions, each the TensorFlow operation of its name. */
    public enum Function {
        /** max(0, x). */
        RELU("ReLU"),
        /** 1 / (1 + exp(-x)). */
        SIGMOID("Sigmoid"),
        /** Hyperbolic tangent. */
        TANH("Tanh"),
        /** min(6, max(0, x)). */
        RELU6("ReLU6"),
        /** x above 0, else a hundredth of it. */
        LEAKY_RELU("LeakyReLU"),
        /** x above 0, else exp(x) - 1 (Clevert et al. 2016). */
        ELU("ELU"),
        /** Scaled ELU that keeps mean and variance (Klambauer et al. 2017). */
        SELU("SELU"),
        /** x times the normal distribution function of x, exactly (Hendrycks and Gimpel 2016). */
        GELU("GELU"),
        /** x / (1 + exp(-x)), also called SiLU (Ramachandran et al. 2017). */
        SWISH("SiLU"),
        /** log(1 + exp(x)). */
        SOFTPLUS("Softplus"),
        /** x / (1 + |x|). */
        SOFTSIGN("Softsign"),
        /** min(1, max(0, 0.2 x + 0.5)), as Keras has it. */
        HARD_SIGMOID("Hardsigmoid"),
        /** x times min(6, max(0, x + 3)) / 6, as PyTorch and MobileNetV3 have it (Howard et al. 2019). */
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
        return Checks.only(inputs);
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
