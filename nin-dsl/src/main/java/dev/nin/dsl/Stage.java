package dev.nin.dsl;

import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A layer with the stages it reads and its output shape: an immutable node of the graph under construction. Two stages
 * are the same node only if they are the same object.
 */
final class Stage {
    private final Layer layer;
    private final List<Stage> inputs;
    private final Shape shape;
    private final @Nullable String name;

    private Stage(Layer layer, List<Stage> inputs, Shape shape, @Nullable String name) {
        this.layer = layer;
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.name = name;
    }

    /**
     * A stage behind others, refused here and now if the layer does not fit.
     *
     * @param inputs what it reads
     * @param call the user's call, for the message
     * @param layer makes the layer; may refuse its arguments
     */
    static Stage after(List<Stage> inputs, String call, Supplier<? extends Layer> layer) {
        try {
            Layer made = layer.get();
            return new Stage(
                    made, inputs, made.fit(inputs.stream().map(Stage::shape).toList()), null);
        } catch (InvalidModelException e) {
            throw e.at(ModelSpec.place(position(inputs), call));
        }
    }

    /** The same layer under a name of the user's. */
    Stage named(String newName) {
        return new Stage(layer, inputs, shape, newName);
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

    /** The number a layer behind these stages has in a summary of all that leads to it. */
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
