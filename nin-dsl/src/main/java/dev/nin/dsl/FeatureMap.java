package dev.nin.dsl;

import com.google.common.base.Joiner;
import com.google.common.primitives.Floats;
import dev.nin.model.Activation;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.Resize;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stage of a network whose values lie on a map (height, width, channels). Immutable: each call returns a new stage
 * behind this one, and one stage may lead to several. A layer that does not fit is refused at its call with an
 * {@link InvalidModelException}.
 */
public final class FeatureMap {
    private final Stage stage;

    FeatureMap(Stage stage) {
        this.stage = stage;
    }

    /**
     * The shape of this stage's values.
     *
     * @return height×width×channels
     */
    public Shape shape() {
        return stage.shape();
    }

    /**
     * The same stage under a name, instead of one made of its kind and number.
     *
     * @param name unique within the model
     * @return this layer, named
     */
    public FeatureMap named(String name) {
        return new FeatureMap(stage.named(name));
    }

    /**
     * Resizes bilinearly with half-pixel centres, as image libraries enlarge.
     *
     * @param height rows of the result
     * @param width columns of the result
     * @return the resized map
     */
    public FeatureMap resize(int height, int width) {
        return map("resize(" + height + ", " + width + ")", () -> new Resize(new Size(height, width)));
    }

    /**
     * Subtracts a mean and divides by a deviation, the same for every channel.
     *
     * @param mean finite
     * @param deviation finite and above 0
     * @return the normalized map
     */
    public FeatureMap normalize(float mean, float deviation) {
        float[] means = new float[shape().channels()];
        float[] deviations = new float[shape().channels()];
        Arrays.fill(means, mean);
        Arrays.fill(deviations, deviation);
        return normalize(means, deviations);
    }

    /**
     * Subtracts each channel's mean and divides by its deviation.
     *
     * @param mean one value a channel
     * @param deviation one value a channel, above 0
     * @return the normalized map
     */
    public FeatureMap normalize(float[] mean, float[] deviation) {
        return map(
                "normalize(...)", () -> new Normalize(Floats.asList(mean.clone()), Floats.asList(deviation.clone())));
    }

    /**
     * A block of Network-in-Network (Lin et al. 2013): one convolution and two of 1×1, each with a ReLU.
     *
     * @param filters channels of each of the three
     * @param kernel height and width of the first one's kernel
     * @param stride step of the first one
     * @param padding zeros on each side of the first one's input
     * @return the map behind the last ReLU
     */
    public FeatureMap nin(int filters, int kernel, int stride, int padding) {
        String call = "nin(" + Joiner.on(", ").join(List.of(filters, kernel, stride, padding)) + ")";
        return map(call, () -> Layers.conv2d(filters, kernel, stride, Padding.of(padding)))
                .relu()
                .conv2d(filters, 1)
                .relu()
                .conv2d(filters, 1)
                .relu();
    }

    /**
     * Convolution with a bias, a stride of 1 and no padding.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @return the map (height - kernel + 1, width - kernel + 1, filters)
     */
    public FeatureMap conv2d(int filters, int kernel) {
        return conv2d(filters, kernel, 1, Padding.valid());
    }

    /**
     * Convolution with a bias.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros on each side
     * @return the map ((height + 2 padding - kernel) / stride + 1, likewise, filters), rounded down
     */
    public FeatureMap conv2d(int filters, int kernel, int stride, int padding) {
        return map(
                "conv2d(" + Joiner.on(", ").join(List.of(filters, kernel, stride, padding)) + ")",
                () -> Layers.conv2d(filters, kernel, stride, Padding.of(padding)));
    }

    /**
     * Convolution with a bias and any padding.
     *
     * @param filters channels of the result
     * @param kernel height and width of the kernel
     * @param stride step of the kernel
     * @param padding zeros around the map
     * @return the convolved map
     */
    public FeatureMap conv2d(int filters, int kernel, int stride, Padding padding) {
        return map(
                "conv2d(" + Joiner.on(", ").join(List.of(filters, kernel, stride, padding)) + ")",
                () -> Layers.conv2d(filters, kernel, stride, padding));
    }

    /**
     * max(0, x).
     *
     * @return the map of the same shape
     */
    public FeatureMap relu() {
        return map("relu()", () -> new Activation(Activation.Function.RELU));
    }

    /**
     * 1 / (1 + exp(-x)).
     *
     * @return the map of the same shape
     */
    public FeatureMap sigmoid() {
        return map("sigmoid()", () -> new Activation(Activation.Function.SIGMOID));
    }

    /**
     * Hyperbolic tangent.
     *
     * @return the map of the same shape
     */
    public FeatureMap tanh() {
        return map("tanh()", () -> new Activation(Activation.Function.TANH));
    }

    /**
     * The greatest value of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, likewise, channels), rounded down
     */
    public FeatureMap maxPool(int window, int stride) {
        return map(
                "maxPool(" + window + ", " + stride + ")",
                () -> new MaxPool2d(Size.square(window), Size.square(stride)));
    }

    /**
     * The mean of each window.
     *
     * @param window height and width of the window
     * @param stride step of the window
     * @return the map ((height - window) / stride + 1, likewise, channels), rounded down
     */
    public FeatureMap avgPool(int window, int stride) {
        return map(
                "avgPool(" + window + ", " + stride + ")",
                () -> new AvgPool2d(Size.square(window), Size.square(stride)));
    }

    /**
     * Sets values to zero in training with the given probability and scales the rest; nothing in inference.
     *
     * @param rate probability of a zero, from 0 up to but not including 1
     * @return the map of the same shape
     */
    public FeatureMap dropout(double rate) {
        return map("dropout(" + rate + ")", () -> new Dropout((float) rate));
    }

    /**
     * The mean of each channel over the whole map: the head of a Network-in-Network.
     *
     * @return a vector of as many values as there are channels
     */
    public FeatureVector globalAvgPool() {
        return map("globalAvgPool()", GlobalAvgPool2d::new).flatten();
    }

    /**
     * All values as a vector, in the order height, width, channel.
     *
     * @return a vector of height·width·channels values
     */
    public FeatureVector flatten() {
        return new FeatureVector(Stage.after(List.of(stage), "flatten()", Flatten::new));
    }

    Stage stage() {
        return stage;
    }

    private FeatureMap map(String call, Supplier<? extends Layer> layer) {
        return new FeatureMap(Stage.after(List.of(stage), call, layer));
    }
}
