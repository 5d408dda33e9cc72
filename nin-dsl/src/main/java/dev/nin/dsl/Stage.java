// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.dsl.Defaults.Treatment;
import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Regularizer;
import dev.nin.model.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable node of the graph under construction: a layer with the stages it reads and its output shape. Two stages
 * are the same node only if they are the same object.
 */
final class Stage {
    private final Layer layer;
    private final List<Stage> inputs;
    private final Shape shape;
    private final @Nullable String name;
    private final Treatment treatment;
    private final Defaults defaults;

    private Stage(
            Layer layer,
            List<Stage> inputs,
            Shape shape,
            @Nullable String name,
            Treatment treatment,
            Defaults defaults) {
        this.layer = layer;
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.name = name;
        this.treatment = treatment;
        this.defaults = defaults;
    }

    /**
     * Returns a stage after others. A layer that does not fit is rejected immediately. The defaults are those of the
     * first input.
     *
     * @param inputs the stages that it reads
     * @param call the user's call, for the message
     * @param layer creates the layer; may reject its arguments
     */
    static Stage after(List<Stage> inputs, String call, Supplier<? extends Layer> layer) {
        try {
            Defaults defaults = inputs.isEmpty() ? Defaults.NONE : inputs.get(0).defaults;
            Layer made = defaults.applyTo(layer.get());
            List<Shape> shapes = inputs.stream().map(Stage::shape).toList();
            Shape shape = made.fit(shapes);
            return new Stage(made, inputs, shape, null, defaults.treatment(made, shapes), defaults);
        } catch (InvalidModelException e) {
            throw e.at(ModelSpec.place(position(inputs), call));
        }
    }

    /** Returns the exception that refuses a call after this stage. */
    InvalidModelException refusal(String call, String reason) {
        return new InvalidModelException(reason).at(ModelSpec.place(position(List.of(this)), call));
    }

    /** Returns the same layer with a name chosen by the user. */
    Stage named(String newName) {
        return new Stage(layer, inputs, shape, newName, treatment, defaults);
    }

    /** Returns the same layer with other defaults for the layers that follow. */
    Stage withDefaults(Defaults newDefaults) {
        return new Stage(layer, inputs, shape, name, treatment, newDefaults);
    }

    Defaults defaults() {
        return defaults;
    }

    /**
     * Returns the chain with another kernel initializer in its last layers.
     *
     * @param count number of layers that the user's last call added
     */
    Stage withInitializer(int count, Initializer initializer) {
        return changed(count, "init", "no kernel to initialize", Stage::hasKernel, stage -> {
            Layer other = stage.layer.withKernelInitializer(initializer);
            return new Stage(other, stage.inputs, stage.shape, stage.name, stage.treatment, stage.defaults);
        });
    }

    /** Returns the chain without the biases of its last layers. */
    Stage withoutBias(int count) {
        return changed(count, "withoutBias", "no bias to remove", Stage::hasBias, stage -> {
            Layer other = stage.layer.withoutBias();
            return new Stage(other, stage.inputs, stage.shape, stage.name, stage.treatment, stage.defaults);
        });
    }

    Stage withRegularizer(int count, Regularizer regularizer) {
        return changed(
                count,
                "regularize",
                "no kernel to penalize",
                Stage::hasKernel,
                stage -> stage.treated(new Treatment(regularizer, stage.treatment.frozen())));
    }

    Stage withTrainable(int count, boolean trainable) {
        return changed(
                count,
                "trainable",
                "no parameters",
                Stage::learns,
                stage -> stage.treated(new Treatment(stage.treatment.regularizer(), !trainable)));
    }

    /** Returns the node of a model for this stage. */
    Node node(String ownName, List<String> inputNames) {
        return new Node(ownName, layer, inputNames, treatment.regularizer(), treatment.frozen());
    }

    Layer layer() {
        return layer;
    }

    List<Stage> inputs() {
        return inputs;
    }

    Shape shape() {
        return shape;
    }

    @Nullable String name() {
        return name;
    }

    private Stage treated(Treatment other) {
        return new Stage(layer, inputs, shape, name, other, defaults);
    }

    /** Changes those of the last layers that fit; a call that made none of them is rejected. */
    private Stage changed(int count, String method, String lack, Predicate<Stage> fits, UnaryOperator<Stage> change) {
        Deque<Stage> made = new ArrayDeque<>();
        Stage each = this;
        for (int i = 0; i < count; i++) {
            made.push(each);
            each = i + 1 < count ? each.inputs.get(0) : each;
        }
        if (made.stream().noneMatch(fits)) {
            InvalidModelException refusal = new InvalidModelException(
                    "it has " + lack + "; call " + method + "(...) directly after the layer it is meant for");
            throw refusal.at(ModelSpec.place(position(inputs), layer.call()));
        }
        Stage result = made.pop();
        result = fits.test(result) ? change.apply(result) : result;
        for (Stage next : made) {
            Stage moved = new Stage(next.layer, List.of(result), next.shape, next.name, next.treatment, next.defaults);
            result = fits.test(moved) ? change.apply(moved) : moved;
        }
        return result;
    }

    private boolean learns() {
        return !parameters().isEmpty();
    }

    private boolean hasKernel() {
        return parameters().stream().anyMatch(Parameter::decays);
    }

    private boolean hasBias() {
        return !layer.withoutBias().equals(layer);
    }

    private List<Parameter> parameters() {
        return layer.parameters(inputs.stream().map(Stage::shape).toList());
    }

    /** Returns the number that a layer after these stages has in a summary of the layers leading to it. */
    private static int position(List<Stage> inputs) {
        Set<Stage> ancestors = new HashSet<>();
        ArrayDeque<Stage> open = new ArrayDeque<>(inputs);
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            if (ancestors.add(stage)) {
                open.addAll(stage.inputs);
            }
        }
        return 1
                + (int) ancestors.stream()
                        .filter(stage -> !stage.layer.preparesInput())
                        .count();
    }
}
