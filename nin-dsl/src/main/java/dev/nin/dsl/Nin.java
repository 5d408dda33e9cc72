// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Add;
import dev.nin.model.Concat;
import dev.nin.model.Fit;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Input.Pixels;
import dev.nin.model.ModelSpec;
import dev.nin.model.Multiply;
import dev.nin.model.Regularizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entry point of the DSL: inputs, joins of stages and initializers. Import its methods statically.
 *
 * <pre>{@code
 * FeatureMap in = image(224, 224, 1);
 * ModelSpec nin = nin(in, 96, 11, 4, 0).maxPool(3, 2)
 *         .nin(256, 5, 1, 2).maxPool(3, 2)
 *         .nin(384, 3, 1, 1).maxPool(3, 2).dropout(0.5)
 *         .nin(10, 3, 1, 1).globalAvgPool()
 *         .build("nin");
 * }</pre>
 */
public final class Nin {
    private Nin() {}

    /**
     * Returns an input of images with pixels from 0 to 255 (uint8), scaled to 0 to 1.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values per pixel: 1 for gray, 3 for color
     * @return the input stage (height, width, channels)
     */
    public static FeatureMap image(int height, int width, int channels) {
        return image(height, width, channels, Fit.STRETCH);
    }

    /**
     * Returns an input like {@link #image(int, int, int)}. Image files of other sizes are fitted in the given way, in
     * training and in serving.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values per pixel: 1 for gray, 3 for color
     * @param fit how image files of other sizes are fitted
     * @return the input stage (height, width, channels)
     */
    public static FeatureMap image(int height, int width, int channels, Fit fit) {
        return input(height, width, channels, Pixels.UINT8, fit);
    }

    /**
     * Returns an input of float32 images, passed on unchanged.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values per pixel
     * @return the input stage (height, width, channels)
     */
    public static FeatureMap floatImage(int height, int width, int channels) {
        return input(height, width, channels, Pixels.FLOAT32, Fit.STRETCH);
    }

    /**
     * Adds a Network-in-Network block to a stage, like {@link FeatureMap#nin}, for the start of a network.
     *
     * @param in the stage before it
     * @param filters channels of each of the three convolutions
     * @param kernel height and width of the first convolution's kernel
     * @param stride step of the first convolution
     * @param padding zeros on each side of the first convolution's input
     * @return the map ((height + 2 padding - kernel) / stride + 1, width likewise, filters), rounded down, after the
     *     last ReLU
     */
    public static FeatureMap nin(FeatureMap in, int filters, int kernel, int stride, int padding) {
        return in.nin(filters, kernel, stride, padding);
    }

    /**
     * Returns the elementwise sum of maps of the same shape.
     *
     * @param maps two or more
     * @return a map of their shape
     */
    public static FeatureMap add(FeatureMap... maps) {
        return FeatureMap.joined("add(...)", Add::new, List.of(maps));
    }

    /**
     * Concatenates the channels of maps of the same height and width.
     *
     * @param maps two or more
     * @return a map of their height and width with all their channels
     */
    public static FeatureMap concat(FeatureMap... maps) {
        return FeatureMap.joined("concat(...)", Concat::new, List.of(maps));
    }

    /**
     * Returns the elementwise product of maps. A map of one pixel is multiplied with every pixel of the others.
     *
     * @param maps two or more
     * @return a map of the largest one's shape
     */
    public static FeatureMap multiply(FeatureMap... maps) {
        return FeatureMap.joined("multiply(...)", Multiply::new, List.of(maps));
    }

    /**
     * Returns a model with several outputs, built from all stages that lead to them.
     *
     * @param name the model's name
     * @param first the stage of the first output, whose values are the logits
     * @param others further outputs
     * @return the model as data
     * @throws dev.nin.model.InvalidModelException if a name is illegal or given twice
     */
    public static ModelSpec model(String name, Features<?> first, Features<?>... others) {
        List<Stage> outputs = new ArrayList<>(List.of(first.stage()));
        Arrays.stream(others).map(Features::stage).forEach(outputs::add);
        return SpecBuilder.build(name, outputs);
    }

    /**
     * Returns He's truncated normal initialization, the default for kernels.
     *
     * @return variance 2 / inputs
     */
    public static Initializer he() {
        return new Initializer.HeNormal();
    }

    /**
     * Returns He's uniform initialization.
     *
     * @return variance 2 / inputs
     */
    public static Initializer heUniform() {
        return new Initializer.HeUniform();
    }

    /**
     * Returns Glorot's truncated normal initialization.
     *
     * @return variance 2 / (inputs + outputs)
     */
    public static Initializer glorot() {
        return new Initializer.GlorotNormal();
    }

    /**
     * Returns Glorot's uniform initialization: Xavier in PyTorch, the default in Keras.
     *
     * @return variance 2 / (inputs + outputs)
     */
    public static Initializer glorotUniform() {
        return new Initializer.GlorotUniform();
    }

    /**
     * Returns orthogonal initialization.
     *
     * @return orthonormal kernels, with a gain of 1
     */
    public static Initializer orthogonal() {
        return new Initializer.Orthogonal(1);
    }

    /**
     * Returns an initializer that sets every weight to the same value.
     *
     * @param value a finite number
     * @return the initializer
     */
    public static Initializer constant(double value) {
        return new Initializer.Constant((float) value);
    }

    /**
     * Returns an initializer that sets every weight to zero.
     *
     * @return the initializer
     */
    public static Initializer zeros() {
        return constant(0);
    }

    /**
     * Returns an L1 penalty: weight · Σ|w|.
     *
     * @param weight finite and at least 0
     * @return the regularizer
     */
    public static Regularizer l1(double weight) {
        return new Regularizer((float) weight, 0);
    }

    /**
     * Returns an L2 penalty: weight · Σw².
     *
     * @param weight finite and at least 0
     * @return the regularizer
     */
    public static Regularizer l2(double weight) {
        return new Regularizer(0, (float) weight);
    }

    private static FeatureMap input(int height, int width, int channels, Pixels pixels, Fit fit) {
        String fitted = fit.equals(Fit.STRETCH) ? "" : ", " + fit;
        String call = "image(" + height + ", " + width + ", " + channels + fitted + ")";
        return new FeatureMap(Stage.after(List.of(), call, () -> new Input(height, width, channels, pixels, fit)));
    }
}
