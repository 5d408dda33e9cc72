// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Two-dimensional convolution (TensorFlow's Conv2D and BiasAdd). Maps (H, W, in) to (H', W', filters); the kernel is
 * stored as (height, width, in / groups, filters).
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the kernel
 * @param stride step of the kernel
 * @param padding zeros around the input
 * @param dilation distance between the pixels under the kernel, 1 for adjacent ones
 * @param groups number of groups that the channels are split into, each with its own filters
 * @param bias whether a bias is added
 * @param kernelInitializer initializer of the kernel
 * @param biasInitializer initializer of the bias
 */
public record Conv2d(
        int filters,
        Size kernel,
        Size stride,
        Padding padding,
        Size dilation,
        int groups,
        boolean bias,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    /** @throws InvalidModelException if filters or groups is below 1, or the filters cannot be split into the groups */
    public Conv2d {
        Checks.positive("the number of filters", filters);
        Checks.positive("the number of groups", groups);
        if (filters % groups != 0) {
            throw new InvalidModelException(
                    filters + " filters cannot be split into " + groups + " groups; use a multiple of " + groups);
        }
    }

    /**
     * Creates a convolution with a bias, without dilation or groups.
     *
     * @param filters channels of the output, at least 1
     * @param kernel size of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the input
     * @param kernelInitializer initializer of the kernel
     * @param biasInitializer initializer of the bias
     */
    public Conv2d(
            int filters,
            Size kernel,
            Size stride,
            Padding padding,
            Initializer kernelInitializer,
            Initializer biasInitializer) {
        this(filters, kernel, stride, padding, Size.square(1), 1, true, kernelInitializer, biasInitializer);
    }

    /**
     * Returns the size of the input area that the dilated kernel covers.
     *
     * @return (kernel - 1) · dilation + 1
     */
    public Size extent() {
        return new Size(
                Math.addExact(Math.multiplyExact(kernel.height() - 1, dilation.height()), 1),
                Math.addExact(Math.multiplyExact(kernel.width() - 1, dilation.width()), 1));
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        InputChecks.splits(input, groups);
        Size output = Window.output("kernel", input, extent(), stride, padding);
        return Shape.map(output.height(), output.width(), filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int channels = InputChecks.onlyMap(inputs).channels() / groups;
        List<Integer> dimensions = List.of(kernel.height(), kernel.width(), channels, filters);
        return Parameter.kernelAndBias(dimensions, kernelInitializer, filters, bias, biasInitializer);
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        long eachOutput = Math.multiplyExact(
                kernel.area(), (long) InputChecks.onlyMap(inputs).channels() / groups);
        return Math.multiplyExact(eachOutput, outputShape(inputs).size());
    }

    @Override
    public Conv2d withKernelInitializer(Initializer initializer) {
        return new Conv2d(filters, kernel, stride, padding, dilation, groups, bias, initializer, biasInitializer);
    }

    @Override
    public Conv2d withBias(boolean hasBias) {
        return new Conv2d(
                filters, kernel, stride, padding, dilation, groups, hasBias, kernelInitializer, biasInitializer);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return fields.get(0).through(extent(), stride);
    }

    @Override
    public String title() {
        return "Conv2d";
    }

    @Override
    public String stem() {
        return "conv2d";
    }

    @Override
    public String call() {
        return "conv2d(" + filters + ", " + kernel.argument() + ", " + stride.argument() + ", " + padding + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
