// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Padding;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.Map;
import java.util.Objects;

/** Convolutions of one example, computed directly from the definition. */
final class NaiveConvolutions {
    private final Shape in;
    private final Shape out;
    private final float[] input;
    private final Map<String, float[]> parameters;

    NaiveConvolutions(LayerCase layerCase, float[] input, Map<String, float[]> parameters) {
        this.in = layerCase.inputs().get(0);
        this.out = layerCase.layer().outputShape(layerCase.inputs());
        this.input = input;
        this.parameters = parameters;
    }

    double[] convolution(Conv2d layer) {
        float[] kernel = parameter("kernel");
        Size extent = layer.extent();
        int top = before(
                layer.padding(), in.height(), extent.height(), layer.stride().height(), true);
        int left = before(
                layer.padding(), in.width(), extent.width(), layer.stride().width(), false);
        int each = in.channels() / layer.groups();
        int filtersEach = layer.filters() / layer.groups();
        double[] output = start(layer.bias());
        for (int i = 0; i < output.length; i++) {
            int filter = i % out.channels();
            int row = i / out.channels() / out.width() * layer.stride().height() - top;
            int column = i / out.channels() % out.width() * layer.stride().width() - left;
            for (int k = 0; k < layer.kernel().height() * layer.kernel().width() * each; k++) {
                int y = k / each / layer.kernel().width();
                int x = k / each % layer.kernel().width();
                int channel = filter / filtersEach * each + k % each;
                output[i] += kernel[k * layer.filters() + filter]
                        * at(
                                row + y * layer.dilation().height(),
                                column + x * layer.dilation().width(),
                                channel);
            }
        }
        return output;
    }

    double[] depthwise(DepthwiseConv2d layer) {
        float[] kernel = parameter("kernel");
        Size size = layer.kernel();
        int top = before(
                layer.padding(), in.height(), size.height(), layer.stride().height(), true);
        int left =
                before(layer.padding(), in.width(), size.width(), layer.stride().width(), false);
        double[] output = start(layer.bias());
        for (int i = 0; i < output.length; i++) {
            int filter = i % out.channels();
            int row = i / out.channels() / out.width() * layer.stride().height() - top;
            int column = i / out.channels() % out.width() * layer.stride().width() - left;
            for (int k = 0; k < size.height() * size.width(); k++) {
                output[i] += kernel[k * out.channels() + filter]
                        * at(row + k / size.width(), column + k % size.width(), filter / layer.multiplier());
            }
        }
        return output;
    }

    /** Computes a transposed convolution, which spreads each input value over the kernel's area. */
    double[] transposed(ConvTranspose2d layer) {
        float[] kernel = parameter("kernel");
        Size size = layer.kernel();
        int top = layer.padding() instanceof Padding.Explicit explicit
                ? explicit.top()
                : Math.max(size.height() - layer.stride().height(), 0) / 2;
        int left = layer.padding() instanceof Padding.Explicit explicit
                ? explicit.left()
                : Math.max(size.width() - layer.stride().width(), 0) / 2;
        double[] output = start(layer.bias());
        for (int i = 0; i < input.length; i++) {
            int channel = i % in.channels();
            int row = i / in.channels() / in.width() * layer.stride().height() - top;
            int column = i / in.channels() % in.width() * layer.stride().width() - left;
            for (int k = 0; k < size.height() * size.width() * out.channels(); k++) {
                int y = row + k / out.channels() / size.width();
                int x = column + k / out.channels() % size.width();
                if (y >= 0 && y < out.height() && x >= 0 && x < out.width()) {
                    output[(y * out.width() + x) * out.channels() + k % out.channels()] +=
                            (double) input[i] * kernel[k * in.channels() + channel];
                }
            }
        }
        return output;
    }

    /** Returns the padding pixels before the first one. */
    static int before(Padding padding, int size, int kernel, int stride, boolean vertical) {
        if (padding instanceof Padding.Explicit explicit) {
            return vertical ? explicit.top() : explicit.left();
        }
        int outputs = (size + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + kernel - size) / 2;
    }

    private double[] start(boolean bias) {
        double[] output = new double[Math.toIntExact(out.size())];
        for (int i = 0; bias && i < output.length; i++) {
            output[i] = parameter("bias")[i % out.channels()];
        }
        return output;
    }

    private double at(int row, int column, int channel) {
        boolean inside = row >= 0 && row < in.height() && column >= 0 && column < in.width();
        return inside ? input[(row * in.width() + column) * in.channels() + channel] : 0;
    }

    private float[] parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
