// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Activation;
import dev.nin.onnx.format.Attribute;
import java.util.List;

/** Adds elementwise activation functions. */
final class Activations {
    private static final float LEAK = 0.01f;

    private Activations() {}

    static String add(Scope scope, Activation.Function function, String x) {
        return switch (function) {
            case RELU -> scope.add("Relu", List.of(x));
            case RELU6 -> clipped(scope, x, 6);
            case LEAKY_RELU -> scope.add("LeakyRelu", List.of(x), Attribute.of("alpha", LEAK));
            case ELU -> scope.add("Elu", List.of(x));
            case SELU -> scope.add("Selu", List.of(x));
            case GELU -> gelu(scope, x);
            case SWISH -> scope.add("Mul", List.of(x, scope.add("Sigmoid", List.of(x))));
            case SOFTPLUS -> scope.add("Softplus", List.of(x));
            case SOFTSIGN -> scope.add("Softsign", List.of(x));
            case SIGMOID -> scope.add("Sigmoid", List.of(x));
            case HARD_SIGMOID ->
                scope.add("HardSigmoid", List.of(x), Attribute.of("alpha", 0.2f), Attribute.of("beta", 0.5f));
            case HARD_SWISH -> scope.add("HardSwish", List.of(x));
            case TANH -> scope.add("Tanh", List.of(x));
            case EXPONENTIAL -> scope.add("Exp", List.of(x));
        };
    }

    /** Adds the clipping of values to the range from 0 to a number. */
    static String clipped(Scope scope, String x, float most) {
        return scope.add("Clip", List.of(x, scope.number("least", 0), scope.number("most", most)));
    }

    /** Adds GELU in the form that runtimes replace by a faster operation; ONNX has one only from version 20 on. */
    private static String gelu(Scope scope, String x) {
        String scaled = scope.add("Div", List.of(x, scope.number("root", (float) Math.sqrt(2))));
        String distribution = scope.add("Add", List.of(scope.add("Erf", List.of(scaled)), scope.number("one", 1)));
        String twice = scope.add("Mul", List.of(x, distribution));
        return scope.add("Mul", List.of(twice, scope.number("half", 0.5f)));
    }
}
