// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Shape;
import dev.nin.onnx.format.Attribute;
import dev.nin.onnx.format.ElementType;
import dev.nin.onnx.format.ValueInfo;
import dev.nin.task.Classification;
import dev.nin.task.MultiLabel;
import dev.nin.task.Reconstruction;
import dev.nin.task.Regression;
import dev.nin.task.Segmentation;
import dev.nin.task.Task;
import java.util.List;

/**
 * Adds the predictions that a task makes of an output. Tasks of the application, whose predictions are its code, have
 * none.
 */
final class Predictions {
    private static final long CHANNELS = 1;
    private static final float WHITE = 255;
    /** What rules a class out, as in {@link Segmentation}. */
    private static final float NEVER = -1e9f;

    private static final String PROBABILITIES = "probabilities";

    private final Scope scope;
    private final String prefix;
    private final Shape shape;

    /**
     * Creates the predictions of one output.
     *
     * @param prefix what precedes their names
     * @param shape the shape of the output
     */
    Predictions(Scope scope, String prefix, Shape shape) {
        this.scope = scope;
        this.prefix = prefix;
        this.shape = shape;
    }

    void add(Task task, String output) {
        Task base = task.base();
        if (base instanceof Classification classification) {
            add(classification, output);
        } else if (base instanceof MultiLabel) {
            floats(PROBABILITIES, scope.add("Sigmoid", List.of(output)));
        } else if (base instanceof Regression regression) {
            add(regression, output);
        } else if (base instanceof Segmentation segmentation) {
            add(segmentation, output);
        } else if (base instanceof Reconstruction reconstruction) {
            add(reconstruction, output);
        }
    }

    private void add(Classification task, String output) {
        String tempered = task.temperature() == 1
                ? output
                : scope.add("Div", List.of(output, scope.number("temperature", task.temperature())));
        floats(PROBABILITIES, softmax(tempered));
        add("class_ids", ElementType.INT64, List.of(), mostLikely(output));
    }

    private void add(Regression task, String output) {
        if (!task.scale().isNormalized()) {
            floats("values", output);
            return;
        }
        String scaled = scope.add(
                "Mul", List.of(output, vector("deviation", task.scale().deviation())));
        floats(
                "values",
                scope.add("Add", List.of(scaled, vector("mean", task.scale().mean()))));
    }

    private void add(Segmentation task, String output) {
        float[] never = new float[task.classes().size()];
        task.ignored().forEach(name -> never[task.classes().indexOf(name)] = NEVER);
        String logits = task.ignored().isEmpty()
                ? output
                : scope.add("Add", List.of(output, scope.perChannel("ignored", true, never)));
        String mask = scope.add("Cast", List.of(mostLikely(logits)), to(ElementType.UINT8));
        add("mask", ElementType.UINT8, List.of(shape.height(), shape.width()), mask);
        floats(PROBABILITIES, softmax(logits));
    }

    private void add(Reconstruction task, String output) {
        boolean areLogits = task.loss() == Reconstruction.Loss.BINARY_CROSS_ENTROPY;
        String values = areLogits ? scope.add("Sigmoid", List.of(output)) : output;
        String whites = scope.add("Mul", List.of(Activations.clipped(scope, values, 1), scope.number("white", WHITE)));
        String bytes = scope.add("Cast", List.of(scope.add("Round", List.of(whites))), to(ElementType.UINT8));
        add("image", ElementType.UINT8, shape.dimensions(), scope.channelsLast(bytes));
    }

    /** Adds a prediction, or an output itself, of the output's shape. */
    void floats(String name, String value) {
        add(name, ElementType.FLOAT32, shape.dimensions(), shape.isMap() ? scope.channelsLast(value) : value);
    }

    private void add(String name, ElementType type, List<Integer> dimensions, String value) {
        scope.graph().output(new ValueInfo(scope.graph().free(prefix + name), type, dimensions), value);
    }

    private String softmax(String logits) {
        return scope.add("Softmax", List.of(logits), Attribute.of("axis", CHANNELS));
    }

    private String mostLikely(String logits) {
        return scope.add("ArgMax", List.of(logits), Attribute.of("axis", CHANNELS), Attribute.of("keepdims", 0L));
    }

    private static Attribute to(ElementType type) {
        return Attribute.of("to", type.number());
    }

    private String vector(String name, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return scope.perChannel(name, false, array);
    }
}
