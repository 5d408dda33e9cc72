// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.AvgPool2d;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Padding;
import dev.nin.onnx.format.Attribute;
import java.util.List;

/** Adds pooling over windows. */
final class Poolings {
    private Poolings() {}

    static String add(LayerContext context, MaxPool2d layer) {
        return context.scope()
                .add(
                        "MaxPool",
                        List.of(context.input()),
                        Sides.pair("kernel_shape", layer.window()),
                        Sides.pair("strides", layer.stride()),
                        Sides.pads(Sides.of(layer.padding(), layer.window(), layer.stride(), context.shape())));
    }

    /** Adds average pooling, in which the zeros of an explicit padding count, but not those of SAME. */
    static String add(LayerContext context, AvgPool2d layer) {
        boolean counts = layer.padding() instanceof Padding.Explicit;
        return context.scope()
                .add(
                        "AveragePool",
                        List.of(context.input()),
                        Sides.pair("kernel_shape", layer.window()),
                        Sides.pair("strides", layer.stride()),
                        Sides.pads(Sides.of(layer.padding(), layer.window(), layer.stride(), context.shape())),
                        Attribute.of("count_include_pad", counts ? 1L : 0L));
    }
}
