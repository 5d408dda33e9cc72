package dev.nin.model;

import java.util.List;

/** A model with every kind of layer, initializer and padding. */
final class Examples {
    private static final Size ONE = Size.square(1);
    private static final Size TWO = Size.square(2);

    private Examples() {}

    static ModelSpec everything() {
        return new ModelSpec(
                "every-layer",
                List.of(
                        node("images", new Input(8, 10, 1, Input.Pixels.UINT8)),
                        node("size", new Resize(new Size(12, 12)), "images"),
                        node("norm", new Normalize(List.of(0.2860f), List.of(0.3530f)), "size"),
                        node("same", conv(4, Padding.same(), new Initializer.HeNormal()), "norm"),
                        node("relu", new Activation(Activation.Function.RELU), "same"),
                        node("one", conv(4, Padding.of(1), new Initializer.HeUniform()), "relu"),
                        node("sum", new Add(), "relu", "one"),
                        node("both", new Concat(), "sum", "one"),
                        node("max", new MaxPool2d(new Size(3, 2), TWO), "both"),
                        node(
                                "uneven",
                                conv(5, new Padding.Explicit(0, 1, 2, 3), new Initializer.GlorotNormal()),
                                "max"),
                        node("sigmoid", new Activation(Activation.Function.SIGMOID), "uneven"),
                        node("avg", new AvgPool2d(TWO, ONE), "sigmoid"),
                        node("tanh", new Activation(Activation.Function.TANH), "avg"),
                        node("drop", new Dropout(0.5f), "tanh"),
                        node("global", new GlobalAvgPool2d(), "drop"),
                        node("flat", new Flatten(), "global"),
                        node(
                                "out",
                                new Dense(3, new Initializer.GlorotUniform(), new Initializer.Constant(0.1f)),
                                "flat")),
                List.of("out", "flat"));
    }

    private static Conv2d conv(int filters, Padding padding, Initializer initializer) {
        return new Conv2d(filters, new Size(3, 3), ONE, padding, initializer, new Initializer.Constant(0));
    }

    private static Node node(String name, Layer layer, String... inputs) {
        return new Node(name, layer, List.of(inputs));
    }
}
