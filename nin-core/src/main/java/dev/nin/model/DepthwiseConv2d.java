// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Depthwise convolution (TensorFlow's DepthwiseConv2dNative and BiasAdd). Maps (H, W, C) to (H', W', C · multiplier);
 * the kernel is stored as (height, width, C, multiplier).
 *
 * @param multiplier output channels per input channel, at least 1
 * @param kernel size of the kernel
 * @param stride step of the kernel; unequal strides cost as much as a stride of 1, since TensorFlow only supports equal
 *     ones here
 * @param padding zeros around the input
 * @param bias whether a bias is added
 * @param kernelInitializer initializer of the kernel
 * @param biasInitializer initializer of the bias
 */
public record DepthwiseConv2d(
        int multiplier,
        Size kernel,
        Size stride,
        Padding padding,
        boolean bias,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    /** @throws InvalidModelException if the multiplier is below 1 */
    public DepthwiseConv2d {
        Checks.positive("the channel multiplier", multiplier);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        Size output = Window.output("kernel", input, kernel, stride, padding);
        return Shape.map(output.height(), output.width(), Math.multiplyExact(input.channels(), multiplier));
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int channels = InputChecks.onlyMap(inputs).channels();
        List<Integer> dimensions = List.of(kernel.height(), kernel.width(), channels, multiplier);
        return Parameter.kernelAndBias(dimensions, kernelInitializer, channels * multiplier, bias, biasInitializer);
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return Math.multiplyExact(kernel.area(), outputShape(inputs).size());
    }

    @Override
    public DepthwiseConv2d withKernelInitializer(Initializer initializer) {
        return new DepthwiseConv2d(multiplier, kernel, stride, padding, bias, initializer, biasInitializer);
    }

    @Override
    public DepthwiseConv2d withBias(boolean hasBias) {
        return new DepthwiseConv2d(multiplier, kernel, stride, padding, hasBias, kernelInitializer, biasInitializer);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return fields.get(0).through(kernel, stride);
    }

    @Override
    public String title() {
        return "Conv2d";
    }

    @Override
    public String stem() {
        return "depthwise_conv2d";
    }

    @Override
    public String call() {
        return "depthwiseConv2d(" + kernel.argument() + ", " + stride.argument() + ", " + padding + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
