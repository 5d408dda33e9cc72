package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Input;
import dev.nin.model.LayerVisitor;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.Resize;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What each layer computes in inference, for one example (an input layer's input is the image), as plainly as defined.
 */
final class NaiveLayers implements LayerVisitor<double[]> {
    private final LayerCase layerCase;
    private final List<float[]> inputs;
    private final Map<String, float[]> parameters;

    /** One output value, from its row, column and channel. */
    private interface Pixel {
        double at(int row, int column, int channel);
    }

    NaiveLayers(LayerCase layerCase, List<float[]> inputs, Map<String, float[]> parameters) {
        this.layerCase = layerCase;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    double[] output() {
        return layerCase.layer().accept(this);
    }

    @Override
    public double[] visit(Input layer) {
        return each(value -> layer.pixels() == Input.Pixels.UINT8 ? value / 255 : value);
    }

    @Override
    public double[] visit(Resize layer) {
        double rowScale = (double) shape().height() / layer.size().height();
        double columnScale = (double) shape().width() / layer.size().width();
        return map((row, column, channel) -> {
            double y = (row + 0.5) * rowScale - 0.5;
            double x = (column + 0.5) * columnScale - 0.5;
            double down = y - Math.floor(y);
            double right = x - Math.floor(x);
            int top = (int) Math.floor(y);
            int left = (int) Math.floor(x);
            return (1 - down) * ((1 - right) * nearest(top, left, channel) + right * nearest(top, left + 1, channel))
                    + down
                            * ((1 - right) * nearest(top + 1, left, channel)
                                    + right * nearest(top + 1, left + 1, channel));
        });
    }

    @Override
    public double[] visit(Normalize layer) {
        return map((row, column, channel) ->
                (at(row, column, channel) - layer.mean().get(channel))
                        / layer.deviation().get(channel));
    }

    @Override
    public double[] visit(Conv2d layer) {
        float[] kernel = parameter("kernel");
        float[] bias = parameter("bias");
        int top = before(
                layer.padding(),
                shape().height(),
                layer.kernel().height(),
                layer.stride().height(),
                true);
        int left = before(
                layer.padding(),
                shape().width(),
                layer.kernel().width(),
                layer.stride().width(),
                false);
        int channels = shape().channels();
        return map((row, column, filter) -> {
            double sum = bias[filter];
            for (int y = 0; y < layer.kernel().height(); y++) {
                for (int x = 0; x < layer.kernel().width(); x++) {
                    for (int channel = 0; channel < channels; channel++) {
                        int place = ((y * layer.kernel().width() + x) * channels + channel) * layer.filters() + filter;
                        int inputRow = row * layer.stride().height() - top + y;
                        int inputColumn = column * layer.stride().width() - left + x;
                        sum += kernel[place] * (inside(inputRow, inputColumn) ? at(inputRow, inputColumn, channel) : 0);
                    }
                }
            }
            return sum;
        });
    }

    @Override
    public double[] visit(Dense layer) {
        float[] kernel = parameter("kernel");
        float[] in = inputs.get(0);
        return IntStream.range(0, layer.units())
                .mapToDouble(unit -> parameter("bias")[unit]
                        + IntStream.range(0, in.length)
                                .mapToDouble(i -> in[i] * kernel[i * layer.units() + unit])
                                .sum())
                .toArray();
    }

    @Override
    public double[] visit(Activation layer) {
        return each(
                switch (layer.function()) {
                    case RELU -> value -> Math.max(0, value);
                    case SIGMOID -> value -> 1 / (1 + Math.exp(-value));
                    case TANH -> Math::tanh;
                });
    }

    @Override
    public double[] visit(MaxPool2d layer) {
        return map((row, column, channel) -> window(layer.window(), layer.stride(), row, column, channel)
                .max()
                .orElseThrow());
    }

    @Override
    public double[] visit(AvgPool2d layer) {
        return map((row, column, channel) -> window(layer.window(), layer.stride(), row, column, channel)
                .average()
                .orElseThrow());
    }

    @Override
    public double[] visit(GlobalAvgPool2d layer) {
        Size whole = new Size(shape().height(), shape().width());
        return map((row, column, channel) ->
                window(whole, whole, 0, 0, channel).average().orElseThrow());
    }

    @Override
    public double[] visit(Dropout layer) {
        return each(value -> value);
    }

    @Override
    public double[] visit(Flatten layer) {
        double[] flat = new double[inputs.get(0).length];
        int next = 0;
        for (int row = 0; row < shape().height(); row++) {
            for (int column = 0; column < shape().width(); column++) {
                for (int channel = 0; channel < shape().channels(); channel++) {
                    flat[next++] = at(row, column, channel);
                }
            }
        }
        return flat;
    }

    @Override
    public double[] visit(Add layer) {
        return IntStream.range(0, inputs.get(0).length)
                .mapToDouble(i -> inputs.stream().mapToDouble(input -> input[i]).sum())
                .toArray();
    }

    @Override
    public double[] visit(Concat layer) {
        int pixels = inputs.get(0).length / shape().channels();
        return IntStream.range(0, pixels)
                .boxed()
                .flatMapToDouble(pixel -> IntStream.range(0, inputs.size())
                        .boxed()
                        .flatMapToDouble(i -> {
                            int channels = layerCase.inputs().get(i).channels();
                            return IntStream.range(0, channels)
                                    .mapToDouble(channel -> inputs.get(i)[pixel * channels + channel]);
                        }))
                .toArray();
    }

    private static int before(Padding padding, int size, int kernel, int stride, boolean vertical) {
        if (padding instanceof Padding.Explicit explicit) {
            return vertical ? explicit.top() : explicit.left();
        }
        int outputs = (size + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + kernel - size) / 2;
    }

    private DoubleStream window(Size window, Size stride, int row, int column, int channel) {
        return IntStream.range(0, window.height() * window.width())
                .mapToDouble(i -> at(
                        row * stride.height() + i / window.width(),
                        column * stride.width() + i % window.width(),
                        channel));
    }

    private double[] map(Pixel pixel) {
        Shape output = layerCase.layer().outputShape(layerCase.inputs());
        double[] values = new double[Math.toIntExact(output.size())];
        for (int i = 0; i < values.length; i++) {
            int place = i / output.channels();
            values[i] = pixel.at(place / output.width(), place % output.width(), i % output.channels());
        }
        return values;
    }

    private double[] each(DoubleUnaryOperator function) {
        float[] in = inputs.get(0);
        return IntStream.range(0, in.length)
                .mapToDouble(i -> function.applyAsDouble(in[i]))
                .toArray();
    }

    private boolean inside(int row, int column) {
        return row >= 0 && row < shape().height() && column >= 0 && column < shape().width();
    }

    private double nearest(int row, int column, int channel) {
        return at(
                Math.min(Math.max(row, 0), shape().height() - 1),
                Math.min(Math.max(column, 0), shape().width() - 1),
                channel);
    }

    private double at(int row, int column, int channel) {
        return inputs.get(0)[(row * shape().width() + column) * shape().channels() + channel];
    }

    private Shape shape() {
        return layerCase.inputs().get(0);
    }

    private float[] parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }
}
