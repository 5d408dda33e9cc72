// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import dev.nin.onnx.format.Attribute;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Adds convolutions. Kernels of this library are (height, width, in, out), those of ONNX (out, in, height, width). */
final class Convolutions {
    private static final String CONVOLUTION = "Conv";

    private Convolutions() {}

    static String add(LayerContext context, Conv2d layer) {
        int in = context.shape().channels() / layer.groups();
        return context.scope()
                .add(
                        CONVOLUTION,
                        inputs(context, kernel(context, layer.kernel(), in, layer.filters()), layer.bias()),
                        Sides.pair("kernel_shape", layer.kernel()),
                        Sides.pair("strides", layer.stride()),
                        Sides.pair("dilations", layer.dilation()),
                        Attribute.of("group", layer.groups()),
                        Sides.pads(Sides.of(layer.padding(), layer.extent(), layer.stride(), context.shape())));
    }

    /** Adds a depthwise convolution: one group for each channel, whose filters follow each other in both layouts. */
    static String add(LayerContext context, DepthwiseConv2d layer) {
        int channels = context.shape().channels();
        return context.scope()
                .add(
                        CONVOLUTION,
                        inputs(
                                context,
                                kernel(context, layer.kernel(), 1, channels * layer.multiplier()),
                                layer.bias()),
                        Sides.pair("kernel_shape", layer.kernel()),
                        Sides.pair("strides", layer.stride()),
                        Attribute.of("group", channels),
                        Sides.pads(Sides.of(layer.padding(), layer.kernel(), layer.stride(), context.shape())));
    }

    /** Adds a transposed convolution, whose kernel is (height, width, filters, in), in ONNX (in, filters, ...). */
    static String add(LayerContext context, ConvTranspose2d layer) {
        Size kernel = layer.kernel();
        Size stride = layer.stride();
        boolean isSame = layer.padding() instanceof Padding.Same;
        String transposed =
                kernel(context, kernel, layer.filters(), context.shape().channels());
        return context.scope()
                .add(
                        "ConvTranspose",
                        inputs(context, transposed, layer.bias()),
                        Sides.pair("kernel_shape", kernel),
                        Sides.pair("strides", stride),
                        Sides.pads(Sides.ofTransposed(layer.padding(), kernel, stride)),
                        Attribute.ofList(
                                "output_padding",
                                isSame ? Math.max(stride.height() - kernel.height(), 0) : 0,
                                isSame ? Math.max(stride.width() - kernel.width(), 0) : 0));
    }

    private static List<String> inputs(LayerContext context, String kernel, boolean bias) {
        List<String> inputs = new ArrayList<>(List.of(context.input(), kernel));
        if (bias) {
            inputs.add(context.vector("bias"));
        }
        return inputs;
    }

    /** Adds the kernel, from (height, width, inner, outer) to (outer, inner, height, width). */
    private static String kernel(LayerContext context, Size size, int inner, int outer) {
        FloatBuffer values = context.values("kernel");
        float[] transposed = new float[values.remaining()];
        int area = size.height() * size.width();
        int next = 0;
        for (int out = 0; out < outer; out++) {
            for (int in = 0; in < inner; in++) {
                for (int cell = 0; cell < area; cell++) {
                    transposed[next++] = values.get((cell * inner + in) * outer + out);
                }
            }
        }
        List<Long> dimensions = List.of((long) outer, (long) inner, (long) size.height(), (long) size.width());
        return context.scope().tensor("kernel", dimensions, transposed);
    }
}
