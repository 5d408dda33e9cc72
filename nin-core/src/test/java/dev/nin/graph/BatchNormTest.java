// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.BatchNorm;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Tests for batch normalization by the batch in training and by moving averages in inference. */
class BatchNormTest {
    private static final float EPSILON = 1e-3f;
    private static final ModelSpec SPEC = new ModelSpec(
            "norm",
            List.of(
                    new Node("images", new Input(1, 2, 1, Input.Pixels.FLOAT32), List.of()),
                    new Node("norm", new BatchNorm(0.75f, EPSILON), List.of("images"))),
            List.of("norm"));
    /** Two images of two pixels: mean 4, variance 5, or 20 / 3 with Bessel's correction. */
    private static final float[] IMAGES = {1, 3, 5, 7};

    @Test
    void trainingNormalizesByTheBatchAndMovesTheAverages() {
        try (CompiledModel model = GraphCompiler.compile(SPEC, Mode.training(1));
                Session session = new Session(model.graph());
                TFloat32 images = Tensors.of(List.of(2, 1, 2, 1), FloatBuffer.wrap(IMAGES))) {
            Session.Runner runner = session.runner().feed(model.input(), images).fetch(model.logits());
            model.operands().updates().forEach(runner::addTarget);
            try (Result result = runner.run()) {
                float deviation = (float) Math.sqrt(5 + EPSILON);
                assertThat(Tensors.floats((TFloat32) result.get(0)))
                        .containsExactly(
                                new float[] {-3 / deviation, -1 / deviation, 1 / deviation, 3 / deviation},
                                within(1e-5f));
            }
            Weights weights = Variables.read(session, model.variables());
            assertThat(weights.values("norm/moving_mean").get(0)).isCloseTo(0.25f * 4, within(1e-5f));
            assertThat(weights.values("norm/moving_variance").get(0)).isCloseTo(0.75f + 0.25f * 20 / 3, within(1e-5f));
        }
    }

    @Test
    void gradientsReachTheFactorAndTheOffsetOnly() {
        try (CompiledModel model = GraphCompiler.compile(SPEC, Mode.training(1))) {
            assertThat(model.trainableVariables())
                    .extracting(ModelVariable::name)
                    .containsExactly("norm/gamma", "norm/beta");
            assertThat(model.variables()).hasSize(4);
        }
    }

    @Test
    void inferenceNormalizesByTheMovingAveragesAndMovesNothing() {
        Weights weights = Weights.builder()
                .put("norm/gamma", List.of(1), new float[] {2})
                .put("norm/beta", List.of(1), new float[] {-1})
                .put("norm/moving_mean", List.of(1), new float[] {3})
                .put("norm/moving_variance", List.of(1), new float[] {4})
                .build();
        try (CompiledModel model = GraphCompiler.compile(SPEC, Mode.frozen(weights));
                Session session = new Session(model.graph());
                TFloat32 images = Tensors.of(List.of(2, 1, 2, 1), FloatBuffer.wrap(IMAGES));
                Result result = session.runner()
                        .feed(model.input(), images)
                        .fetch(model.logits())
                        .run()) {
            assertThat(Tensors.floats((TFloat32) result.get(0)))
                    .containsExactly(new float[] {-3, -1, 1, 3}, within(2e-3f));
            assertThat(model.operands().updates()).isEmpty();
        }
    }
}
