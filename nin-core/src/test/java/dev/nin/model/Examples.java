// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** Example models with every kind of layer, initializer and padding. */
final class Examples {
    private static final Size ONE = Size.square(1);
    private static final Size TWO = Size.square(2);

    private static final Initializer DRAWN = new Initializer.HeNormal();
    private static final Initializer ZERO = new Initializer.Constant(0);

    /** A custom layer's rule that does not change the shape. */
    static final CustomLayer SAME = input -> input;

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
                        node("scale", new Scale(2, -1), "drop"),
                        node(
                                "depthwise",
                                new DepthwiseConv2d(2, TWO, ONE, Padding.same(), false, DRAWN, ZERO),
                                "scale"),
                        node(
                                "transposed",
                                new ConvTranspose2d(4, TWO, TWO, Padding.valid(), true, DRAWN, ZERO),
                                "depthwise"),
                        node(
                                "groups",
                                new Conv2d(4, TWO, ONE, Padding.same(), TWO, 2, false, DRAWN, ZERO),
                                "transposed"),
                        node("batch", new BatchNorm(0.9f, 0.001f), "groups"),
                        node("layer", new LayerNorm(0.001f), "batch"),
                        node("response", new LocalResponseNorm(2, 2, 0.0001f, 0.75f), "layer"),
                        node("channels", new SpatialDropout2d(0.25f), "response"),
                        node("larger", new UpSampling2d(TWO, Interpolation.NEAREST), "channels"),
                        node("padded", new ZeroPadding2d(1, 2, 3, 4), "larger"),
                        node("cropped", new Cropping2d(1, 2, 3, 4), "padded"),
                        node("greatest", new GlobalMaxPool2d(), "cropped"),
                        node("product", new Multiply(), "cropped", "greatest"),
                        node("shares", new Softmax(), "product"),
                        node("global", new GlobalAvgPool2d(), "shares"),
                        node("flat", new Flatten(), "global"),
                        node(
                                "out",
                                new Dense(3, new Initializer.GlorotUniform(), new Initializer.Constant(0.1f)),
                                "flat")),
                List.of("out", "flat"));
    }

    /** Returns a model with the additions of JSON version 2: two inputs, and frozen, regularized and custom nodes. */
    static ModelSpec sinceVersionTwo() {
        Layer dense = new Dense(3, new Initializer.Orthogonal(1.5f), ZERO);
        return new ModelSpec(
                "since-two",
                List.of(
                        node("left", new Input(4, 4, 1, Input.Pixels.UINT8)),
                        node("right", new Input(4, 4, 1, Input.Pixels.FLOAT32)),
                        new Node("frozen", conv(2, Padding.same(), DRAWN), List.of("left"), Regularizer.NONE, true),
                        node("both", new Concat(), "frozen", "right"),
                        node("own", new Custom("same", SAME), "both"),
                        node("flat", new Flatten(), "own"),
                        new Node("out", dense, List.of("flat"), new Regularizer(0.5f, 0.25f), false)),
                List.of("out"));
    }

    /** Returns a model with the layers added later to version 2, which older libraries reject by their types. */
    static ModelSpec laterLayers() {
        return new ModelSpec(
                "later-layers",
                List.of(
                        node("images", new Input(8, 10, 4, Input.Pixels.UINT8)),
                        node("slopes", new Prelu(0.25f), "images"),
                        node("hard", new Activation(Activation.Function.HARD_SWISH), "slopes"),
                        node(
                                "tall",
                                new DepthwiseConv2d(
                                        1, new Size(3, 1), new Size(2, 1), Padding.of(0, 2, 1, 0), true, DRAWN, ZERO),
                                "hard"),
                        node("shuffled", new PixelShuffle(2), "tall"),
                        node("groups", new GroupNorm(1, 1e-5f), "shuffled"),
                        node("depth", new DropPath(0.5f), "groups"),
                        node("flat", new Flatten(), "depth")),
                List.of("flat"));
    }

    /** Returns a smaller model for summaries. */
    static ModelSpec network() {
        return new ModelSpec(
                "network",
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
