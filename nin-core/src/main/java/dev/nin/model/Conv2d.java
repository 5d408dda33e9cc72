package dev.nin.model;

import java.util.List;

/**
 * Two-dimensional convolution with a bias (TensorFlow's Conv2D and BiasAdd). From (H, W, in) to (H', W', filters); the
 * kernel is kept as (height, width, in, filters).
 *
 * @param filters channels of the output, at least 1
 * @param kernel size of the kernel
 * @param stride step of the kernel
 * @param padding zeros around the input
 * @param kernelInitializer how the kernel is drawn
 * @param biasInitializer how the bias is drawn
 */
public record Conv2d(
        int filters,
        Size kernel,
        Size stride,
        Padding padding,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {
    /** @throws InvalidModelException if there is no filter */
    public Conv2d {
        Checks.positive("the number of filters", filters);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Size output = Window.output("kernel", Checks.onlyMap(inputs), kernel, stride, padding);
        return Shape.map(output.height(), output.width(), filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        int channels = Checks.onlyMap(inputs).channels();
        return List.of(
                new Parameter(
                        "kernel", List.of(kernel.height(), kernel.width(), channels, filters), kernelInitializer, true),
                new Parameter("bias", List.of(filters), biasInitializer, false));
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
        long eachOutput =
                Math.multiplyExact(kernel.area(), (long) Checks.onlyMap(inputs).channels());
        return Math.multiplyExact(eachOutput, outputShape(inputs).size());
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
