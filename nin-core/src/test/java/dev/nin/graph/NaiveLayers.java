// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Cropping2d;
import dev.nin.model.Custom;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.LayerNorm;
import dev.nin.model.LayerVisitor;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Multiply;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Prelu;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The output of each layer in inference for one example, computed directly from the definition. An input layer's input
 * is the image.
 */
final class NaiveLayers implements LayerVisitor<double[]> {
    private final LayerCase layerCase;
    private final List<float[]> inputs;
    private final Map<String, float[]> parameters;

    /** Computes one output value from its row, column and channel. */
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
        return resized(layer.interpolation());
    }

    @Override
    public double[] visit(UpSampling2d layer) {
        return resized(layer.interpolation());
    }

    @Override
    public double[] visit(Scale layer) {
        return each(value -> value * layer.factor() + layer.offset());
    }

    @Override
    public double[] visit(Normalize layer) {
        return map((row, column, channel) ->
                (at(row, column, channel) - layer.mean().get(channel))
                        / layer.deviation().get(channel));
    }

    @Override
    public double[] visit(Custom layer) {
        float[] factor = parameter("factor");
        double[] values = each(value -> value);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor[i % factor.length];
        }
        return values;
    }

    @Override
    public double[] visit(Conv2d layer) {
        return new NaiveConvolutions(layerCase, inputs.get(0), parameters).convolution(layer);
    }

    @Override
    public double[] visit(DepthwiseConv2d layer) {
        return new NaiveConvolutions(layerCase, inputs.get(0), parameters).depthwise(layer);
    }

    @Override
    public double[] visit(ConvTranspose2d layer) {
        return new NaiveConvolutions(layerCase, inputs.get(0), parameters).transposed(layer);
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
                    case RELU6 -> value -> Math.min(6, Math.max(0, value));
                    case LEAKY_RELU -> value -> value > 0 ? value : 0.01 * value;
                    case ELU -> value -> value > 0 ? value : Math.expm1(value);
                    case SELU ->
                        value -> 1.0507009873554805 * (value > 0 ? value : 1.6732632423543772 * Math.expm1(value));
                    case GELU -> value -> value * normalDistribution(value);
                    case SWISH -> value -> value / (1 + Math.exp(-value));
                    case SOFTPLUS -> value -> Math.log1p(Math.exp(value));
                    case SOFTSIGN -> value -> value / (1 + Math.abs(value));
                    case HARD_SIGMOID -> value -> Math.min(1, Math.max(0, 0.2 * value + 0.5));
                    case HARD_SWISH -> value -> value * Math.min(6, Math.max(0, value + 3)) / 6;
                    case EXPONENTIAL -> Math::exp;
                });
    }

    @Override
    public double[] visit(Prelu layer) {
        return eachPixel(pixel -> IntStream.range(0, pixel.length)
                .mapToDouble(c -> pixel[c] > 0 ? pixel[c] : parameter("slope")[c] * pixel[c])
                .toArray());
    }

    @Override
    public double[] visit(MaxPool2d layer) {
        return map(
                (row, column, channel) -> window(layer.window(), layer.stride(), layer.padding(), row, column, channel)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElseThrow());
    }

    @Override
    public double[] visit(AvgPool2d layer) {
        boolean counted = layer.padding() instanceof Padding.Explicit;
        return map(
                (row, column, channel) -> window(layer.window(), layer.stride(), layer.padding(), row, column, channel)
                        .filter(value -> counted || !Double.isNaN(value))
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .average()
                        .orElseThrow());
    }

    @Override
    public double[] visit(GlobalMaxPool2d layer) {
        Size whole = new Size(shape().height(), shape().width());
        return map((row, column, channel) ->
                window(whole, whole, Padding.valid(), 0, 0, channel).max().orElseThrow());
    }

    @Override
    public double[] visit(BatchNorm layer) {
        int channels = shape().channels();
        float[] in = inputs.get(0);
        return IntStream.range(0, in.length)
                .mapToDouble(i -> {
                    int channel = i % channels;
                    double deviation = Math.sqrt(parameter("moving_variance")[channel] + layer.epsilon());
                    return (in[i] - parameter("moving_mean")[channel]) / deviation * parameter("gamma")[channel]
                            + parameter("beta")[channel];
                })
                .toArray();
    }

    @Override
    public double[] visit(LayerNorm layer) {
        return eachPixel(pixel -> {
            double mean = DoubleStream.of(pixel).average().orElseThrow();
            double variance = DoubleStream.of(pixel)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            return IntStream.range(0, pixel.length)
                    .mapToDouble(c -> (pixel[c] - mean) / Math.sqrt(variance + layer.epsilon()) * parameter("gamma")[c]
                            + parameter("beta")[c])
                    .toArray();
        });
    }

    @Override
    public double[] visit(GroupNorm layer) {
        int each = shape().channels() / layer.groups();
        double[] means = new double[layer.groups()];
        double[] variances = new double[layer.groups()];
        double count = (double) shape().height() * shape().width() * each;
        float[] in = inputs.get(0);
        for (int i = 0; i < in.length; i++) {
            means[i % shape().channels() / each] += in[i] / count;
        }
        for (int i = 0; i < in.length; i++) {
            int group = i % shape().channels() / each;
            variances[group] += Math.pow(in[i] - means[group], 2) / count;
        }
        return map((row, column, channel) -> (at(row, column, channel) - means[channel / each])
                        / Math.sqrt(variances[channel / each] + layer.epsilon())
                        * parameter("gamma")[channel]
                + parameter("beta")[channel]);
    }

    /** As PyTorch defines it. */
    @Override
    public double[] visit(PixelShuffle layer) {
        int factor = layer.factor();
        return map((row, column, channel) ->
                at(row / factor, column / factor, (channel * factor + row % factor) * factor + column % factor));
    }

    @Override
    public double[] visit(LocalResponseNorm layer) {
        return eachPixel(pixel -> IntStream.range(0, pixel.length)
                .mapToDouble(c -> {
                    double squares = IntStream.rangeClosed(c - layer.radius(), c + layer.radius())
                            .filter(near -> near >= 0 && near < pixel.length)
                            .mapToDouble(near -> pixel[near] * pixel[near])
                            .sum();
                    return pixel[c] / Math.pow(layer.bias() + layer.alpha() * squares, layer.beta());
                })
                .toArray());
    }

    @Override
    public double[] visit(Softmax layer) {
        return eachPixel(pixel -> {
            double sum = DoubleStream.of(pixel).map(Math::exp).sum();
            return DoubleStream.of(pixel).map(value -> Math.exp(value) / sum).toArray();
        });
    }

    @Override
    public double[] visit(ZeroPadding2d layer) {
        return map((row, column, channel) -> {
            int inputRow = row - layer.top();
            int inputColumn = column - layer.left();
            return inside(inputRow, inputColumn) ? at(inputRow, inputColumn, channel) : 0;
        });
    }

    @Override
    public double[] visit(Cropping2d layer) {
        return map((row, column, channel) -> at(row + layer.top(), column + layer.left(), channel));
    }

    @Override
    public double[] visit(SpatialDropout2d layer) {
        return each(value -> value);
    }

    @Override
    public double[] visit(DropPath layer) {
        return each(value -> value);
    }

    @Override
    public double[] visit(Multiply layer) {
        int size = inputs.stream().mapToInt(input -> input.length).max().orElseThrow();
        return IntStream.range(0, size)
                .mapToDouble(i -> inputs.stream()
                        .mapToDouble(input -> input[i % input.length])
                        .reduce(1, (product, value) -> product * value))
                .toArray();
    }

    @Override
    public double[] visit(GlobalAvgPool2d layer) {
        Size whole = new Size(shape().height(), shape().width());
        return map((row, column, channel) ->
                window(whole, whole, Padding.valid(), 0, 0, channel).average().orElseThrow());
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

    /** Returns the values under a window, with NaN for padding. */
    private DoubleStream window(Size window, Size stride, Padding padding, int row, int column, int channel) {
        int top = NaiveConvolutions.before(padding, shape().height(), window.height(), stride.height(), true);
        int left = NaiveConvolutions.before(padding, shape().width(), window.width(), stride.width(), false);
        return IntStream.range(0, window.height() * window.width()).mapToDouble(i -> {
            int inputRow = row * stride.height() - top + i / window.width();
            int inputColumn = column * stride.width() - left + i % window.width();
            return inside(inputRow, inputColumn) ? at(inputRow, inputColumn, channel) : Double.NaN;
        });
    }

    private double[] resized(Interpolation interpolation) {
        Shape output = layerCase.layer().outputShape(layerCase.inputs());
        double rowScale = (double) shape().height() / output.height();
        double columnScale = (double) shape().width() / output.width();
        return map((row, column, channel) -> {
            double y = (row + 0.5) * rowScale - 0.5;
            double x = (column + 0.5) * columnScale - 0.5;
            if (interpolation == Interpolation.NEAREST) {
                return at((int) ((row + 0.5) * rowScale), (int) ((column + 0.5) * columnScale), channel);
            }
            return bilinear(y, x, channel);
        });
    }

    private double bilinear(double y, double x, int channel) {
        double down = y - Math.floor(y);
        double right = x - Math.floor(x);
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double above = (1 - right) * nearest(top, left, channel) + right * nearest(top, left + 1, channel);
        double below = (1 - right) * nearest(top + 1, left, channel) + right * nearest(top + 1, left + 1, channel);
        return (1 - down) * above + down * below;
    }

    /** Returns the standard normal CDF by Simpson's rule from 0. */
    private static double normalDistribution(double x) {
        int pieces = 200;
        double width = x / pieces;
        double sum = 0;
        for (int i = 0; i < pieces; i++) {
            double from = i * width;
            sum += density(from) + 4 * density(from + width / 2) + density(from + width);
        }
        return 0.5 + sum * width / 6;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private double[] eachPixel(UnaryOperator<double[]> function) {
        int channels = shape().channels();
        float[] in = inputs.get(0);
        return IntStream.range(0, in.length / channels)
                .boxed()
                .flatMapToDouble(pixel -> DoubleStream.of(function.apply(IntStream.range(0, channels)
                        .mapToDouble(channel -> in[pixel * channels + channel])
                        .toArray())))
                .toArray();
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
