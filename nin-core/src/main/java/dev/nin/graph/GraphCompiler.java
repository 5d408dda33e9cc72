// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** The compiler from model specifications to TensorFlow operations. */
public final class GraphCompiler {
    private GraphCompiler() {}

    /**
     * Compiles a model into a new graph.
     *
     * @param spec the model
     * @param mode the purpose of the graph
     * @return the compiled model with a placeholder for each input; must be closed by the caller
     */
    public static CompiledModel compile(ModelSpec spec, Mode mode) {
        return compile(spec, mode, TestTimeAugmentation.NONE);
    }

    /**
     * Compiles a model into a new graph, for inference on several versions of each image.
     *
     * @param spec the model
     * @param mode the purpose of the graph
     * @param augmentation the versions of each image
     * @return the compiled model with a placeholder for each input; must be closed by the caller
     * @throws IllegalArgumentException if there are several versions and the mode is for training
     */
    public static CompiledModel compile(ModelSpec spec, Mode mode, TestTimeAugmentation augmentation) {
        Graph graph = new Graph();
        try {
            Ops tf = SubScope.of(Ops.create(graph));
            Map<String, Input> inputs = spec.inputs();
            Map<String, Placeholder<? extends TNumber>> placeholders = new LinkedHashMap<>();
            inputs.forEach((name, input) -> {
                String own = inputs.size() == 1 ? "input" : "input_" + name;
                placeholders.put(name, tf.withName(own).placeholder(type(input), Placeholder.shape(shape(input))));
            });
            return new CompiledModel(graph, placeholders, apply(spec, tf, placeholders, mode, augmentation));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Emits a model with one input into the caller's graph.
     *
     * @param spec the model
     * @param tf operations of the caller's graph, which determine the name scope
     * @param images (batch, height, width, channels) in the shape and type of the model's input, uint8 or float32
     * @param mode the purpose of the graph
     * @return the model's operands
     * @throws IllegalArgumentException if the type or shape of the images differs from the model's input
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public static ModelOperands apply(ModelSpec spec, Ops tf, Operand<? extends TNumber> images, Mode mode) {
        return apply(spec, tf, images, mode, TestTimeAugmentation.NONE);
    }

    /**
     * Emits a model with one input into the caller's graph, for inference on several versions of each image.
     *
     * @param spec the model
     * @param tf operations of the caller's graph, which determine the name scope
     * @param images (batch, height, width, channels) in the shape and type of the model's input, uint8 or float32
     * @param mode the purpose of the graph
     * @param augmentation the versions of each image
     * @return the model's operands, (batch, ...) as without augmentation
     * @throws IllegalArgumentException if the type or shape of the images differs from the model's input, or there are
     *     several versions and the mode is for training
     * @throws dev.nin.model.InvalidModelException if the model has several inputs
     */
    public static ModelOperands apply(
            ModelSpec spec, Ops tf, Operand<? extends TNumber> images, Mode mode, TestTimeAugmentation augmentation) {
        spec.input();
        return apply(spec, tf, Map.of(spec.inputs().keySet().iterator().next(), images), mode, augmentation);
    }

    /**
     * Emits a model with any number of inputs into the caller's graph.
     *
     * @param spec the model
     * @param tf operations of the caller's graph, which determine the name scope
     * @param images by input name, (batch, height, width, channels) in the shape and type of the input, uint8 or
     *     float32
     * @param mode the purpose of the graph
     * @return the model's operands
     * @throws IllegalArgumentException if the images are not exactly those of the inputs, or the type or shape of one
     *     differs from its input's
     */
    public static ModelOperands apply(
            ModelSpec spec, Ops tf, Map<String, ? extends Operand<? extends TNumber>> images, Mode mode) {
        return apply(spec, tf, images, mode, TestTimeAugmentation.NONE);
    }

    /**
     * Emits a model with any number of inputs into the caller's graph, for inference on several versions of each image.
     *
     * @param spec the model
     * @param tf operations of the caller's graph, which determine the name scope
     * @param images by input name, (batch, height, width, channels) in the shape and type of the input, uint8 or
     *     float32
     * @param mode the purpose of the graph
     * @param augmentation the versions of each image
     * @return the model's operands, (batch, ...) as without augmentation
     * @throws IllegalArgumentException if the images are not exactly those of the inputs, the type or shape of one
     *     differs from its input's, or there are several versions and the mode is for training
     */
    public static ModelOperands apply(
            ModelSpec spec,
            Ops tf,
            Map<String, ? extends Operand<? extends TNumber>> images,
            Mode mode,
            TestTimeAugmentation augmentation) {
        Set<String> inputs = spec.inputs().keySet();
        if (!images.keySet().equals(inputs)) {
            throw new IllegalArgumentException(
                    "images are given for " + images.keySet() + ", model \"" + spec.name() + "\" takes " + inputs);
        }
        spec.inputs().forEach((name, input) -> checkImages(name, input, Objects.requireNonNull(images.get(name))));
        return switch (augmentation) {
            case NONE -> new ModelEmitter(spec, tf, images, mode).emit();
            case FLIP -> MirroredModel.emit(spec, tf, images, mode);
        };
    }

    private static Class<? extends TNumber> type(Input input) {
        return switch (input.pixels()) {
            case UINT8 -> TUint8.class;
            case FLOAT32 -> TFloat32.class;
        };
    }

    private static Shape shape(Input input) {
        return Shape.of(-1, input.height(), input.width(), input.channels());
    }

    private static void checkImages(String name, Input input, Operand<? extends TNumber> images) {
        Shape found = images.shape();
        // Only the batch size may be unknown, since layers such as Flatten need static shapes.
        boolean known = found.numDimensions() == 4 && !found.takeLast(3).hasUnknownDimension();
        if (!images.type().equals(type(input)) || !known || !found.isCompatibleWith(shape(input))) {
            throw new IllegalArgumentException("the images are " + images.type().getSimpleName() + " " + found
                    + ", the model's input \"" + name + "\" takes "
                    + type(input).getSimpleName() + " " + shape(input));
        }
    }
}
