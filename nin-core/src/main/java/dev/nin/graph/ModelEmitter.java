// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.collect.ImmutableMap;
import dev.nin.graph.initializer.Seeds;
import dev.nin.graph.layer.LayerEmitter;
import dev.nin.graph.layer.NodeContext;
import dev.nin.graph.layer.Randomness;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Regularizer;
import dev.nin.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Emits one application of a model, node by node. */
final class ModelEmitter {
    private final ModelSpec spec;
    private final Ops tf;
    private final Map<String, ? extends Operand<? extends TNumber>> images;
    private final Mode mode;
    private final ParameterEmitter parameters;
    private final Map<String, Shape> shapes;
    private final Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
    private final List<Op> updates = new ArrayList<>();
    private final List<Operand<TFloat32>> penalties = new ArrayList<>();

    ModelEmitter(ModelSpec spec, Ops tf, Map<String, ? extends Operand<? extends TNumber>> images, Mode mode) {
        this.spec = spec;
        this.tf = SubScope.of(tf);
        this.images = images;
        this.mode = mode;
        this.parameters = new ParameterEmitter(mode);
        this.shapes = spec.shapes();
    }

    ModelOperands emit() {
        Mode behaviour = mode instanceof Mode.Sharing sharing ? sharing.behaviour() : mode;
        Mode.@Nullable Training training = behaviour instanceof Mode.Training is ? is : null;
        Optional<PlaceholderWithDefault<TInt64>> step = training == null ? Optional.empty() : Optional.of(step());
        for (Node node : spec.nodes()) {
            Randomness randomness = training == null
                    ? null
                    : new Randomness(Seeds.mix(~training.seed(), outputs.size()), step.orElseThrow(), training.part());
            outputs.put(node.name(), emit(node, randomness));
        }
        return new ModelOperands(
                spec, ImmutableMap.copyOf(outputs), parameters.variables(), updates, step, penalty(), Optional.empty());
    }

    private Operand<TFloat32> emit(Node node, @Nullable Randomness randomness) {
        Ops scoped = tf.withSubScope(SubScope.ofNode(node.name()));
        List<Shape> inputShapes = node.inputs().stream()
                .map(input -> Objects.requireNonNull(shapes.get(input)))
                .toList();
        Map<String, Operand<TFloat32>> emitted = new LinkedHashMap<>();
        for (Parameter parameter : node.parameters(inputShapes)) {
            Operand<TFloat32> operand = parameters.emit(scoped, node.name(), parameter);
            emitted.put(parameter.name(), operand);
            if (penalizes(node, parameter)) {
                penalties.add(penalty(scoped.withSubScope("penalty"), node.regularizer(), operand));
            }
        }
        List<Operand<TFloat32>> inputs = node.inputs().stream()
                .map(input -> Objects.requireNonNull(outputs.get(input)))
                .toList();
        NodeContext context = new NodeContext(
                scoped,
                Optional.ofNullable(images.get(node.name())),
                inputs,
                emitted,
                Optional.ofNullable(randomness).filter(key -> !node.frozen()),
                updates::add);
        Operand<TFloat32> output = node.layer().accept(new LayerEmitter(context));
        requireShape(node, output);
        return output;
    }

    /**
     * Returns whether the parameter is penalized; for shared variables, only the first application adds the penalty.
     */
    private boolean penalizes(Node node, Parameter parameter) {
        return mode instanceof Mode.Training
                && parameter.decays()
                && parameter.trainable()
                && !node.regularizer().isNone();
    }

    private PlaceholderWithDefault<TInt64> step() {
        if (mode instanceof Mode.Sharing sharing && sharing.first().step().isPresent()) {
            return sharing.first().step().get();
        }
        return tf.withName("step").placeholderWithDefault(tf.constant(0L), org.tensorflow.ndarray.Shape.scalar());
    }

    private static Operand<TFloat32> penalty(Ops tf, Regularizer regularizer, Operand<TFloat32> kernel) {
        Operand<TFloat32> flat = tf.reshape(kernel, tf.constant(new int[] {-1}));
        List<Operand<TFloat32>> terms = new ArrayList<>();
        if (regularizer.l1() > 0) {
            terms.add(tf.math.mul(tf.sum(tf.math.abs(flat), tf.constant(0)), tf.constant(regularizer.l1())));
        }
        if (regularizer.l2() > 0) {
            terms.add(tf.math.mul(tf.sum(tf.math.square(flat), tf.constant(0)), tf.constant(regularizer.l2())));
        }
        return tf.math.addN(terms);
    }

    private Optional<Operand<TFloat32>> penalty() {
        return penalties.isEmpty()
                ? Optional.empty()
                : Optional.of(tf.withName("penalty").math.addN(penalties));
    }

    /**
     * Checks that the output has the declared shape, since a custom layer's operations may differ from its shape rule.
     */
    private void requireShape(Node node, Operand<TFloat32> output) {
        List<Integer> expected = new ArrayList<>(List.of(-1));
        expected.addAll(Objects.requireNonNull(shapes.get(node.name())).dimensions());
        if (!output.shape().isCompatibleWith(Tensors.shape(expected))) {
            throw new InvalidModelException(
                    "layer `" + node.layer().call() + "` (\"" + node.name() + "\"): its operations return "
                            + output.shape() + ", its shape rule returns " + expected + "; fix one of the two");
        }
    }
}
