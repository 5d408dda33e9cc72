// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nin.model.Activation;
import dev.nin.model.Conv2d;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import dev.nin.task.Classification;
import dev.nin.task.MultiLabel;
import dev.nin.task.Reconstruction;
import dev.nin.task.Regression;
import dev.nin.task.Segmentation;
import dev.nin.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Tests the gradients of each task's losses against central differences in float64, and that they pass the audit. */
class TaskGradientTest {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-7;
    private static final int CLASSES = 3;
    private static final List<String> NAMES = List.of("a", "b", "c");

    static Stream<Task> tasks() {
        Classification classes = Task.classification(NAMES);
        MultiLabel tags = Task.multiLabel(NAMES);
        Regression values = Task.regression(NAMES);
        Segmentation masks = Task.segmentation(NAMES);
        return Stream.of(
                classes,
                classes.smoothed(0.2).weighted(1, 2, 0.5f),
                classes.focal(2),
                classes.focal(0.5).smoothed(0.1),
                tags,
                tags.weighted(3, 1, 0.5f),
                values,
                values.absolute(),
                values.huber(0.7),
                masks,
                masks.ignoring("b"),
                masks.by(Segmentation.Loss.DICE),
                masks.ignoring("b").by(Segmentation.Loss.CROSS_ENTROPY_AND_DICE),
                Task.reconstruction(),
                Task.reconstruction().by(Reconstruction.Loss.BINARY_CROSS_ENTROPY));
    }

    @Test
    void everyLossHasACase() {
        List<Object> losses = new ArrayList<>();
        losses.addAll(List.of(Regression.Loss.values()));
        losses.addAll(List.of(Segmentation.Loss.values()));
        losses.addAll(List.of(Reconstruction.Loss.values()));
        assertThat(tasks().map(TaskGradientTest::loss)).containsAll(losses);
    }

    private static Object loss(Task task) {
        if (task instanceof Regression values) {
            return values.loss();
        }
        if (task instanceof Segmentation masks) {
            return masks.loss();
        }
        return task instanceof Reconstruction images ? images.loss() : task;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void gradientsAreThoseOfFiniteDifferences(Task task) {
        Shape shape = isOfPixels(task) ? Shape.of(2, 2, 2, CLASSES) : Shape.of(2, CLASSES);
        double[] point = drawn(shape.size());
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> output = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
            Placeholder<TFloat32> encoded = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
            Operand<TFloat32> losses = task.losses(tf, output, encoded);
            Operand<TFloat32> sum = tf.sum(tf.math.mul(losses, tf.constant(new float[] {1, -0.5f})), tf.constant(0));
            Output<?> gradient = graph.addGradients(sum.asOutput(), new Output<?>[] {output.asOutput()})[0];
            try (Float64Graph exact = new Float64Graph(graph, List.of(sum, gradient))) {
                exact.feed(encoded, encoded(task, point.length));
                exact.feed(output, point);
                double[] found = exact.run(List.of(gradient))[0];
                for (int i = 0; i < point.length; i++) {
                    double difference =
                            (moved(exact, output, sum, point, i, STEP) - moved(exact, output, sum, point, i, -STEP))
                                    / (2 * STEP);
                    assertThat(Math.abs(found[i] - difference))
                            .as("value %s: gradient %s, difference %s", i, found[i], difference)
                            .isLessThan(TOLERANCE * (1 + Math.abs(difference)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void theAuditLetsThemPass(Task task) {
        ModelSpec spec = model(isOfPixels(task));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            Ops tf = Ops.create(model.graph());
            Operand<TFloat32> encoded = tf.placeholder(
                    TFloat32.class, Placeholder.shape(model.logits().shape()));
            Operand<TFloat32> loss = tf.math.mean(task.losses(tf, model.logits(), encoded), tf.constant(0));

            assertThatCode(() -> GradientAudit.check(model.graph(), loss, model.trainableVariables(), Set.of()))
                    .doesNotThrowAnyException();
        }
    }

    private static double moved(
            Float64Graph exact, Operand<?> output, Operand<?> sum, double[] point, int place, double by) {
        double[] there = point.clone();
        there[place] += by;
        exact.feed(output, there);
        return exact.run(List.of(sum))[0][0];
    }

    private static boolean isOfPixels(Task task) {
        return task instanceof Segmentation || task instanceof Reconstruction;
    }

    private static double[] drawn(long size) {
        Random random = new Random(7);
        return random.doubles(size, -2, 2).toArray();
    }

    /** Returns targets: classes, mixed or missing in some places, or any numbers for a regression. */
    private static double[] encoded(Task task, int size) {
        if (!(task instanceof Segmentation) && !(task instanceof Classification)) {
            return new Random(8).doubles(size, 0, 1).toArray();
        }
        double[] encoded = new double[size];
        for (int i = 0; i < size; i += CLASSES) {
            int example = i / CLASSES;
            if (example != 4 || task instanceof Classification) {
                encoded[i + example % CLASSES] = example == 1 ? 0.7 : 1;
                encoded[i + (example + 1) % CLASSES] += example == 1 ? 0.3 : 0;
            }
            if (task instanceof Segmentation masks && !masks.ignored().isEmpty()) {
                encoded[i + 1] = 0;
            }
        }
        return encoded;
    }

    private static ModelSpec model(boolean ofPixels) {
        Layer last = ofPixels ? new Activation(Activation.Function.TANH) : new Flatten();
        Layer convolution = new Conv2d(
                CLASSES,
                ofPixels ? Size.square(1) : Size.square(2),
                Size.square(1),
                Padding.valid(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
        return new ModelSpec(
                "small",
                List.of(
                        new Node("images", new Input(2, 2, CLASSES, Input.Pixels.UINT8), List.of()),
                        new Node("first", convolution, List.of("images")),
                        new Node("out", last, List.of("first"))),
                List.of("out"));
    }
}
