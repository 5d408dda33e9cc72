// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * One operation of a network as immutable data, with its own rule for shape, parameters and cost. Shapes leave the
 * batch dimension out.
 */
public sealed interface Layer
        permits Input,
                Resize,
                Normalize,
                Conv2d,
                Dense,
                Activation,
                MaxPool2d,
                AvgPool2d,
                GlobalAvgPool2d,
                Dropout,
                Flatten,
                Add,
                Concat,
                Custom,
                DepthwiseConv2d,
                ConvTranspose2d,
                GlobalMaxPool2d,
                BatchNorm,
                LayerNorm,
                LocalResponseNorm,
                SpatialDropout2d,
                ZeroPadding2d,
                Cropping2d,
                UpSampling2d,
                Multiply,
                Softmax,
                Scale,
                Prelu,
                GroupNorm,
                PixelShuffle,
                DropPath {
    /**
     * The shape this layer makes of its inputs.
     *
     * @param inputs the shapes of its inputs in order
     * @return the shape of its output
     * @throws InvalidModelException if the inputs do not fit; the message does not name the layer's place
     */
    Shape outputShape(List<Shape> inputs);

    /**
     * The shape this layer makes of its inputs, once its parameters and its cost are known to be countable.
     *
     * @param inputs the shapes of its inputs in order
     * @return the shape of its output
     * @throws InvalidModelException if the inputs do not fit or a number becomes too large
     */
    default Shape fit(List<Shape> inputs) {
        try {
            Shape output = outputShape(inputs);
            for (Parameter parameter : parameters(inputs)) {
                Checks.arrayLength("its " + parameter.name(), parameter.size());
            }
            Checks.arrayLength("its output", output.size());
            multiplyAdds(inputs);
            return output;
        } catch (ArithmeticException e) {
            throw new InvalidModelException(
                    "its sizes become too large; use a smaller image, kernel or number of filters");
        }
    }

    /**
     * What this layer learns.
     *
     * @param inputs the shapes of its inputs, which fit
     * @return its parameters in a fixed order; none by default
     */
    default List<Parameter> parameters(List<Shape> inputs) {
        return List.of();
    }

    /**
     * Multiplications with addition that one example costs going forward, biases left out.
     *
     * @param inputs the shapes of its inputs, which fit
     * @return the number; 0 by default, for layers without a kernel
     */
    default long multiplyAdds(List<Shape> inputs) {
        return 0;
    }

    /**
     * Number of values this layer learns; those it only keeps, such as moving averages, do not count, as in PyTorch.
     *
     * @param inputs the shapes of its inputs, which fit
     * @return the sum over its trainable parameters
     */
    default long learned(List<Shape> inputs) {
        return parameters(inputs).stream()
                .filter(Parameter::trainable)
                .mapToLong(Parameter::size)
                .sum();
    }

    /**
     * The part of the image that one pixel of the output, or the vector as a whole, depends on.
     *
     * @param fields those of its inputs in order
     * @param inputs the shapes of its inputs, which fit
     * @return by default the largest of the inputs', for layers that treat each pixel by itself
     */
    default ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return ReceptiveField.largest(fields);
    }

    /**
     * Whether this layer prepares the image rather than being part of the network; summaries leave it out.
     *
     * @return false by default
     */
    default boolean preparesInput() {
        return false;
    }

    /**
     * Whether what this layer makes of an example may differ from step to step though no parameter changes.
     *
     * @return false by default; true for dropout and for layers of the user's own
     */
    default boolean drawsInTraining() {
        return false;
    }

    /**
     * This layer with another way of drawing its kernel.
     *
     * @param initializer how the kernel is drawn
     * @return a new layer; this one, by default, for layers without a kernel
     */
    default Layer withKernelInitializer(Initializer initializer) {
        return this;
    }

    /**
     * This layer without a bias.
     *
     * @return a new layer; this one, by default, for layers whose bias is no choice
     */
    default Layer withoutBias() {
        return this;
    }

    /**
     * The layer's name in a summary, as PyTorch spells it.
     *
     * @return such as Conv2d
     */
    String title();

    /**
     * The stem of the names that a built model gives to layers of this kind.
     *
     * @return such as max_pool, in lower case
     */
    String stem();

    /**
     * The call of the DSL that makes this layer, for messages.
     *
     * @return such as maxPool(3, 2)
     */
    String call();

    /**
     * Calls the visitor's method for this kind of layer.
     *
     * @param visitor what is to be done for each kind
     * @param <R> what it returns
     * @return the visitor's answer
     */
    <R> R accept(LayerVisitor<R> visitor);
}
