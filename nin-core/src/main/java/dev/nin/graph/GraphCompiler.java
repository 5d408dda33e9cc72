package dev.nin.graph;

import com.google.common.collect.ImmutableMap;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Turns a model's specification into operations of TensorFlow. */
public final class GraphCompiler {
    private GraphCompiler() {}

    /**
     * Compiles a model into a graph of its own.
     *
     * @param spec the model
     * @param mode what for
     * @return the graph with a placeholder for images; to be closed by the caller
     */
    public static CompiledModel compile(ModelSpec spec, Mode mode) {
        Graph graph = new Graph();
        try {
            Ops tf = Ops.create(graph);
            Placeholder<? extends TNumber> images = placeholder(tf, spec.input());
            return new CompiledModel(graph, images, apply(spec, tf, images, mode));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Emits a model into the caller's graph, next to the caller's own operations.
     *
     * @param spec the model
     * @param tf the caller's operations; names are scoped by it
     * @param images (batch, height, width, channels) as the model's input says, uint8 or float32
     * @param mode what for
     * @return operands to build on
     * @throws IllegalArgumentException if the images have another type or shape than the model's input
     */
    public static ModelOperands apply(ModelSpec spec, Ops tf, Operand<? extends TNumber> images, Mode mode) {
        checkImages(spec.input(), images);
        Optional<PlaceholderWithDefault<TInt64>> step = mode instanceof Mode.Training
                ? Optional.of(tf.withName("step")
                        .placeholderWithDefault(tf.constant(0L), org.tensorflow.ndarray.Shape.scalar()))
                : Optional.empty();
        ParameterEmitter parameters = new ParameterEmitter(mode);
        Map<String, Shape> shapes = spec.shapes();
        Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
        List<Op> updates = new ArrayList<>();
        for (Node node : spec.nodes()) {
            Ops scoped = tf.withSubScope(node.name());
            LayerEmitter emitter = new LayerEmitter(
                    scoped,
                    images,
                    node.inputs().stream()
                            .map(input -> Objects.requireNonNull(outputs.get(input)))
                            .toList(),
                    emitParameters(scoped, node, shapes, parameters),
                    randomness(mode, step.orElse(null), outputs.size()),
                    updates::add);
            outputs.put(node.name(), node.layer().accept(emitter));
        }
        return new ModelOperands(spec, ImmutableMap.copyOf(outputs), parameters.variables(), updates, step);
    }

    private static Map<String, Operand<TFloat32>> emitParameters(
            Ops tf, Node node, Map<String, Shape> shapes, ParameterEmitter emitter) {
        List<Shape> inputs = node.inputs().stream()
                .map(input -> Objects.requireNonNull(shapes.get(input)))
                .toList();
        Map<String, Operand<TFloat32>> emitted = new LinkedHashMap<>();
        for (Parameter parameter : node.layer().parameters(inputs)) {
            emitted.put(parameter.name(), emitter.emit(tf, node.name(), parameter));
        }
        return emitted;
    }

    private static @Nullable Randomness randomness(
            Mode mode, @Nullable PlaceholderWithDefault<TInt64> step, int index) {
        if (mode instanceof Mode.Training training && step != null) {
            return new Randomness(Seeds.mix(~training.seed(), index), step);
        }
        return null;
    }

    private static Placeholder<? extends TNumber> placeholder(Ops tf, Input input) {
        Class<? extends TNumber> type = type(input);
        org.tensorflow.ndarray.Shape shape =
                org.tensorflow.ndarray.Shape.of(-1, input.height(), input.width(), input.channels());
        return tf.withName("input").placeholder(type, Placeholder.shape(shape));
    }

    private static Class<? extends TNumber> type(Input input) {
        return switch (input.pixels()) {
            case UINT8 -> TUint8.class;
            case FLOAT32 -> TFloat32.class;
        };
    }

    private static void checkImages(Input input, Operand<? extends TNumber> images) {
        org.tensorflow.ndarray.Shape expected =
                org.tensorflow.ndarray.Shape.of(-1, input.height(), input.width(), input.channels());
        org.tensorflow.ndarray.Shape found = images.shape();
        // Only the batch may be unknown: layers such as Flatten are emitted from static shapes.
        boolean known = found.numDimensions() == 4 && !found.takeLast(3).hasUnknownDimension();
        if (!images.type().equals(type(input)) || !known || !found.isCompatibleWith(expected)) {
            throw new IllegalArgumentException("the images are " + images.type().getSimpleName() + " " + found
                    + ", the model's input takes " + type(input).getSimpleName() + " " + expected);
        }
    }
}
