// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Regularizer;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** Tests the gradient of a classifier's loss with penalties against the formula and central differences. */
class LossGradientTest {
    /** The operation types that a loss adds to those of layers. */
    static final Set<String> OPERATIONS =
            Set.of("SoftmaxCrossEntropyWithLogits", "Mean", "Add", "AddN", "Abs", "Square", "Sum", "Mul", "Reshape");

    @Test
    void theLossOfAClassifierWithPenaltiesHasTheRightGradient() {
        ModelSpec spec = new ModelSpec(
                "classifier",
                List.of(
                        new Node("images", new Input(1, 2, 1, Input.Pixels.FLOAT32), List.of()),
                        new Node("flat", new Flatten(), List.of("images")),
                        new Node(
                                "out",
                                new Dense(3, new Initializer.HeNormal(), new Initializer.Constant(0)),
                                List.of("flat"),
                                new Regularizer(0.1f, 0.2f),
                                false)),
                List.of("out"));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(3));
                TFloat32 images = Tensors.of(List.of(2, 1, 2, 1), FloatBuffer.wrap(new float[] {1, -2, 0.5f, 3}))) {
            Ops tf = Ops.create(model.graph());
            Operand<TFloat32> labels = tf.constant(new float[][] {{0, 1, 0}, {1, 0, 0}});
            Operand<TFloat32> losses =
                    tf.nn.softmaxCrossEntropyWithLogits(model.logits(), labels).loss();
            Operand<TFloat32> loss = tf.math.add(
                    tf.math.mean(losses, tf.constant(0)),
                    model.operands().penalty().orElseThrow());
            ModelVariable kernel = model.trainableVariables().get(0);
            Set<String> types = new TreeSet<>();
            GradientAudit.path(model.graph(), loss, model.trainableVariables()).values().stream()
                    .map(NodeDef::getOp)
                    .forEach(types::add);
            assertThat(types).containsAll(OPERATIONS);
            Output<?> gradient = model.graph()
                    .addGradients(
                            loss.asOutput(), new Output<?>[] {kernel.variable().asOutput()})[0];
            try (Session session = new Session(model.graph())) {
                float[] found = fetch(session, model, images, gradient.expect(TFloat32.class));
                float[] point = values(Variables.read(session, model.variables()), kernel);
                for (int i = 0; i < point.length; i++) {
                    double above = moved(session, model, images, loss, i, 1e-3f);
                    double below = moved(session, model, images, loss, i, -1e-3f);
                    assertThat((double) found[i]).as("value %s", i).isCloseTo((above - below) / 2e-3, within(2e-3));
                }
            }
        }
    }

    private static double moved(
            Session session, CompiledModel model, TFloat32 images, Operand<TFloat32> loss, int place, float by) {
        ModelVariable kernel = model.trainableVariables().get(0);
        Weights point = Variables.read(session, model.variables());
        float[] values = values(point, kernel);
        values[place] += by;
        Weights there = Weights.builder()
                .put(kernel.name(), kernel.parameter().dimensions(), values)
                .build();
        Variables.write(session, List.of(kernel), there);
        double value = fetch(session, model, images, loss)[0];
        Variables.write(session, List.of(kernel), point);
        return value;
    }

    private static float[] values(Weights weights, ModelVariable variable) {
        FloatBuffer buffer = weights.values(variable.name());
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static float[] fetch(Session session, CompiledModel model, TFloat32 images, Operand<TFloat32> what) {
        try (Result result =
                session.runner().feed(model.input(), images).fetch(what).run()) {
            return Tensors.floats((TFloat32) result.get(0));
        }
    }
}
