// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Transposed convolution (TensorFlow's Conv2DBackpropInput and BiasAdd). Maps (H, W, in) to ((H - 1) · stride + kernel
 * - padding, (W - 1) · stride + kernel - padding, filters), or with the padding "same" to (H · stride, W · stride,
 * filters); the kernel is stored as (height, width, filters, in).
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the kernel
 * @param stride step of the kernel
 * @param padding pixels cropped from each side of the output
 * @param bias whether a bias is added
 * @param kernelInitializer initializer of the kernel
 * @param biasInitializer initializer of the bias
 */
public record ConvTranspose2d(
        int filters,
        Size kernel,
        Size stride,
        Padding padding,
        boolean bias,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    /** @throws InvalidModelException if filters is below 1 */
    public ConvTranspose2d {
        Checks.positive("the number of filters", filters);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        if (!(padding instanceof Padding.Explicit explicit)) {
            return Shape.map(
                    Math.multiplyExact(input.height(), stride.height()),
                    Math.multiplyExact(input.width(), stride.width()),
                    filters);
        }
        long height = (input.height() - 1L) * stride.height() + kernel.height() - explicit.top() - explicit.bottom();
        long width = (input.width() - 1L) * stride.width() + kernel.width() - explicit.left() - explicit.right();
        if (height < 1 || width < 1) {
            throw new InvalidModelException("the padding " + padding + " leaves nothing of the output of the kernel "
                    + kernel + " on the input " + input + "; use less padding");
        }
        return Shape.map(Math.toIntExact(height), Math.toIntExact(width), filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int channels = InputChecks.onlyMap(inputs).channels();
        List<Integer> dimensions = List.of(kernel.height(), kernel.width(), filters, channels);
        return Parameter.kernelAndBias(dimensions, kernelInitializer, filters, bias, biasInitializer);
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        return Math.multiplyExact(
                Math.multiplyExact(kernel.area(), (long) filters), inputs.get(0).size());
    }

    @Override
    public ConvTranspose2d withKernelInitializer(Initializer initializer) {
        return new ConvTranspose2d(filters, kernel, stride, padding, bias, initializer, biasInitializer);
    }

    @Override
    public ConvTranspose2d withBias(boolean hasBias) {
        return new ConvTranspose2d(filters, kernel, stride, padding, hasBias, kernelInitializer, biasInitializer);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return fields.get(0).transposed(kernel, stride);
    }

    @Override
    public String title() {
        return "ConvTranspose2d";
    }

    @Override
    public String stem() {
        return "conv_transpose2d";
    }

    @Override
    public String call() {
        return "convTranspose2d(" + filters + ", " + kernel.argument() + ", " + stride.argument() + ", " + padding
                + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
