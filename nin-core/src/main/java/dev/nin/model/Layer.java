// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * One operation of a network as immutable data, with its rules for shape, parameters and cost. Shapes do not include
 * the batch dimension.
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
     * Returns the output shape for the given inputs.
     *
     * @param inputs the shapes of its inputs in order
     * @return the shape of its output
     * @throws InvalidModelException if the inputs do not fit; the message does not name the layer's place
     */
    Shape outputShape(List<Shape> inputs);

    /**
     * Returns the output shape like {@link #outputShape}, and also checks that parameter sizes and cost do not
     * overflow.
     *
     * @param inputs the shapes of its inputs in order
     * @return the shape of its output
     * @throws InvalidModelException if the inputs do not fit or a number is too large
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
     * Returns the parameters of this layer, trainable or not.
     *
     * @param inputs the shapes of its inputs, already checked
     * @return the parameters in a fixed order; none by default
     */
    default List<Parameter> parameters(List<Shape> inputs) {
        return List.of();
    }

    /**
     * Returns the multiply-adds of the forward pass for one example, without biases.
     *
     * @param inputs the shapes of its inputs, which fit
     * @return the number; 0 by default, for layers without a kernel
     */
    default long multiplyAdds(List<Shape> inputs) {
        return 0;
    }

    /**
     * Returns the number of learned values; moving averages and other state do not count, as in PyTorch.
     *
     * @param inputs the shapes of its inputs, which fit
     * @return the total size of the trainable parameters
     */
    default long learned(List<Shape> inputs) {
        return parameters(inputs).stream()
                .filter(Parameter::trainable)
                .mapToLong(Parameter::size)
                .sum();
    }

    /**
     * Returns the receptive field of one pixel of the output, or of the whole vector.
     *
     * @param fields the receptive fields of its inputs in order
     * @param inputs the shapes of its inputs, which fit
     * @return by default the largest of the inputs' fields, for layers that process each pixel separately
     */
    default ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return ReceptiveField.largest(fields);
    }

    /**
     * Returns whether this layer preprocesses the image rather than being part of the network; summaries omit such
     * layers.
     *
     * @return false by default
     */
    default boolean preparesInput() {
        return false;
    }

    /**
     * Returns whether this layer's output for an example may differ between training steps with unchanged parameters.
     *
     * @return false by default; true for dropout and for custom layers
     */
    default boolean drawsInTraining() {
        return false;
    }

    /**
     * Returns this layer with another kernel initializer.
     *
     * @param initializer initializer of the kernel
     * @return a new layer; this one, by default, for layers without a kernel
     */
    default Layer withKernelInitializer(Initializer initializer) {
        return this;
    }

    /**
     * Returns this layer with or without a bias.
     *
     * @param bias whether a bias is added
     * @return a new layer; this one, by default, for layers without an optional bias
     */
    default Layer withBias(boolean bias) {
        return this;
    }

    /**
     * Returns this layer without a bias.
     *
     * @return {@code withBias(false)}
     */
    default Layer withoutBias() {
        return withBias(false);
    }

    /**
     * Returns the layer's name in summaries, as PyTorch spells it.
     *
     * @return the name, such as Conv2d
     */
    String title();

    /**
     * Returns the stem of the node names that the DSL gives to layers of this kind.
     *
     * @return the stem in lower case, such as max_pool
     */
    String stem();

    /**
     * Returns the DSL call that adds this layer, for messages.
     *
     * @return the call, such as maxPool(3, 2)
     */
    String call();

    /**
     * Calls the visitor's method for this kind of layer.
     *
     * @param visitor the visitor
     * @param <R> the visitor's result type
     * @return the visitor's result
     */
    <R> R accept(LayerVisitor<R> visitor);
}
