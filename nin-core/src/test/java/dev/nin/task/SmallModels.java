// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.model.Activation;
import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.List;

/** Models named "small" for images of 4 by 4 pixels, with an output named "out". */
public final class SmallModels {
    private static final Layer SAME = new Activation(Activation.Function.TANH);

    private SmallModels() {}

    /** A model that ends in a vector of the given size. */
    static ModelSpec vector(int size) {
        return vector(size, SAME);
    }

    static ModelSpec vector(int size, Layer last) {
        return of(
                Input.Pixels.UINT8,
                new Flatten(),
                new Dense(size, new Initializer.HeNormal(), new Initializer.Constant(0)),
                last);
    }

    /** A model that ends in a feature map of the given size and channels. */
    static ModelSpec map(int size, int channels) {
        return map(size, channels, SAME);
    }

    static ModelSpec map(int size, int channels, Layer last) {
        return of(Input.Pixels.UINT8, convolution(size, channels), SAME, last);
    }

    /** A model that reads float32 values. */
    static ModelSpec ofFloats() {
        return of(Input.Pixels.FLOAT32, convolution(4, 1), SAME, SAME);
    }

    private static Layer convolution(int size, int channels) {
        return new Conv2d(
                channels,
                Size.square(5 - size),
                Size.square(1),
                Padding.valid(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
    }

    private static ModelSpec of(Input.Pixels pixels, Layer first, Layer second, Layer last) {
        return new ModelSpec(
                "small",
                List.of(
                        new Node("images", new Input(4, 4, 1, pixels), List.of()),
                        new Node("first", first, List.of("images")),
                        new Node("second", second, List.of("first")),
                        new Node("out", last, List.of("second"))),
                List.of("out"));
    }
}
