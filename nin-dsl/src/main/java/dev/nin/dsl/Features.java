// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.BatchNorm;
import dev.nin.model.Custom;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An immutable stage of a network. Each call returns a new stage that follows this one; several stages may follow the
 * same one. A call whose layer does not fit throws an {@link InvalidModelException}.
 *
 * @param <S> the concrete type of the stage
 */
public abstract sealed class Features<S extends Features<S>> implements Configurable<S>, Activations<S>
        permits FeatureMap, FeatureVector {
    private final Stage stage;
    private final int made;

    /**
     * Wraps a stage.
     *
     * @param made the number of layers that the user's last call added, in a chain
     */
    Features(Stage stage, int made) {
        this.stage = stage;
        this.made = made;
    }

    /** Returns a stage of the same kind, made by a call of that many layers. */
    abstract S of(Stage next, int layers);

    final S of(Stage next) {
        return of(next, 1);
    }

    final Stage stage() {
        return stage;
    }

    final int made() {
        return made;
    }

    final Stage after(String call, Supplier<? extends Layer> layer) {
        return Stage.after(List.of(stage), call, layer);
    }

    /**
     * Returns the shape of this stage's output.
     *
     * @return height×width×channels of a map, the size of a vector
     */
    public final Shape shape() {
        return stage.shape();
    }

    /**
     * Names this layer, instead of the default name made of its kind and a number. The result is a separate stage:
     * continue from it, because a model that contains both stages has the layer twice.
     *
     * @param name unique within the model; letters, digits, '_', '-' and '.', none of the last two first
     * @return the named layer
     */
    public final S named(String name) {
        return of(stage.named(name), made);
    }

    /**
     * Adds a custom layer without parameters.
     *
     * @param kind its name in JSON
     * @param operations computes its output from its input with TensorFlow
     * @param shape computes the output's shape from the input's; a map for a map, a vector for a vector
     * @return the layer's output, of the given shape
     */
    public final S custom(
            String kind, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> operations, UnaryOperator<Shape> shape) {
        return custom(kind, CustomOperation.of(operations, shape));
    }

    /**
     * Adds a custom layer that may have parameters.
     *
     * @param kind its name in JSON
     * @param operation its shape, parameters and operations
     * @return the layer's output, of the shape that the operation returns
     */
    public final S custom(String kind, CustomOperation operation) {
        return of(after("custom(\"" + kind + "\", ...)", () -> new Custom(kind, operation)));
    }

    /**
     * Sets values to zero in training with the given probability and scales the rest; does nothing in inference.
     *
     * @param rate probability of a zero, from 0 up to but not including 1
     * @return values of the same shape
     */
    public final S dropout(double rate) {
        return of(after("dropout(" + rate + ")", () -> new Dropout((float) rate)));
    }

    /**
     * Stochastic depth (Huang et al. 2016): sets all values of an example to zero in training with the given
     * probability and scales those of the others; does nothing in inference.
     *
     * @param rate probability that an example is dropped, from 0 up to but not including 1
     * @return values of the same shape
     */
    public final S dropPath(double rate) {
        return of(after("dropPath(" + rate + ")", () -> new DropPath((float) rate)));
    }

    /**
     * Normalizes each channel over the batch. Moving averages keep 0.9 of their value in each step, and epsilon is
     * 1e-5, as in PyTorch.
     *
     * @return values of the same shape
     */
    public final S batchNorm() {
        return batchNorm(0.9, 1e-5);
    }

    /**
     * Normalizes each channel over the batch.
     *
     * @param momentum share of the moving averages that each step keeps, from 0 up to but not including 1
     * @param epsilon added to the variance, above 0
     * @return values of the same shape
     */
    public final S batchNorm(double momentum, double epsilon) {
        String call = "batchNorm(" + momentum + ", " + epsilon + ")";
        return of(after(call, () -> new BatchNorm((float) momentum, (float) epsilon)));
    }

    /**
     * Normalizes each pixel of a map, or a vector, over its channels, with an epsilon of 1e-5.
     *
     * @return values of the same shape
     */
    public final S layerNorm() {
        return of(after("layerNorm()", () -> new LayerNorm(1e-5f)));
    }

    /**
     * Normalizes each pixel of a map, or a vector, over its channels.
     *
     * @param epsilon added to the variance, above 0
     * @return values of the same shape
     */
    public final S layerNorm(double epsilon) {
        return of(after("layerNorm(" + epsilon + ")", () -> new LayerNorm((float) epsilon)));
    }

    /**
     * The exception with which a custom block of layers refuses this stage; its message names the block's place in the
     * network, as those of single layers do.
     *
     * @param call the block's call, such as {@code unet(2, 16, 4)}
     * @param reason what is wrong, what is expected and the fix
     * @return the exception, to be thrown
     */
    public final InvalidModelException refusal(String call, String reason) {
        return stage.refusal(call, reason);
    }

    /**
     * Builds the model whose output is this stage, from all stages that lead to it. In a classifier this stage holds
     * the logits: training and export add the softmax.
     *
     * @param name the model's name
     * @return the model as data
     * @throws InvalidModelException if a name is illegal or given twice
     */
    public final ModelSpec build(String name) {
        return SpecBuilder.build(name, List.of(stage));
    }

    /** Returns the last layer and its output shape, such as {@code conv2d(96, 11, 4, 0) -> 54×54×96}. */
    @Override
    public String toString() {
        return stage.layer().call() + " -> " + shape();
    }
}
