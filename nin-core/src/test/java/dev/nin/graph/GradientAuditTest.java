// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.Conv2d;
import dev.nin.model.Custom;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d.Options;
import org.tensorflow.types.TFloat32;

/** Tests that operations with missing, wrong or unchecked gradients are rejected before the first step. */
class GradientAuditTest {
    private static final List<Long> ONES = List.of(1L, 1L, 1L, 1L);

    @Test
    void anOperationThatNoTestHasCheckedIsRefusedByNameUnlessItsAuthorHas() {
        try (CompiledModel model = compiled((tf, in) -> tf.math.cumsum(in, tf.constant(1)))) {
            assertThatThrownBy(() -> audit(model, Set.of()))
                    .isInstanceOf(InvalidModelException.class)
                    .hasMessage(
                            "training: the gradient of operation \"own/Cumsum\" (Cumsum) is not checked by any test of "
                                    + "this library; use another layer or loss, or check it with "
                                    + "CompiledModel.checkGradients and name the type in its checkedOperations()");
            assertThatCode(() -> audit(model, Set.of("Cumsum"))).doesNotThrowAnyException();
        }
    }

    @Test
    void theKnownWrongFormsOfAConvolutionAreRefused() {
        Options dilated = org.tensorflow.op.nn.Conv2d.dilations(List.of(1L, 2L, 2L, 1L));
        try (CompiledModel model = compiled((tf, in) -> tf.nn.conv2d(in, kernel(tf), ONES, "SAME", dilated))) {
            assertThatThrownBy(() -> audit(model, Set.of()))
                    .hasMessageContaining("is wrong in TensorFlow for a dilation");
        }
        Options padded = org.tensorflow.op.nn.Conv2d.explicitPaddings(List.of(0L, 0L, 1L, 1L, 1L, 1L, 0L, 0L));
        try (CompiledModel model = compiled((tf, in) -> tf.nn.conv2d(in, kernel(tf), ONES, "EXPLICIT", padded))) {
            assertThatThrownBy(() -> audit(model, Set.of()))
                    .hasMessageContaining("is missing in TensorFlow for explicit padding");
        }
    }

    @Test
    void whatNoGradientPassesIsNotAsked() {
        try (CompiledModel model =
                compiled((tf, in) -> tf.math.add(in, tf.stopGradient(tf.math.cumsum(in, tf.constant(1)))))) {
            assertThatCode(() -> audit(model, Set.of())).doesNotThrowAnyException();
        }
    }

    @Test
    void aComparisonOnlyChoosesWhatIsAsked() {
        try (CompiledModel model = compiled((tf, in) -> tf.select(
                tf.math.greater(tf.math.cumsum(in, tf.constant(1)), tf.constant(0f)), in, tf.zerosLike(in)))) {
            assertThatCode(() -> audit(model, Set.of())).doesNotThrowAnyException();
        }
    }

    @Test
    void checkGradientsFindsTheWrongOneAndPassesTheRight() {
        try (TFloat32 batch = Tensors.of(List.of(1, 6, 6, 1), java.nio.FloatBuffer.wrap(ramp(36)))) {
            try (CompiledModel model = compiled((tf, in) -> tf.math.cumsum(in, tf.constant(1)))) {
                GradientCheck check = model.checkGradients(batch).requireRight();
                assertThat(check.comparisons()).hasSizeGreaterThan(4);
                assertThat(check.toString()).startsWith("conv/kernel[");
            }
            Options dilated = org.tensorflow.op.nn.Conv2d.dilations(List.of(1L, 2L, 2L, 1L));
            try (CompiledModel model = compiled((tf, in) -> tf.nn.conv2d(in, kernel(tf), ONES, "SAME", dilated))) {
                assertThatThrownBy(() -> model.checkGradients(batch).requireRight())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("the gradient of conv/kernel[")
                        .hasMessageEndingWith("has a wrong gradient");
            }
        }
    }

    private static float[] ramp(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(i);
        }
        return values;
    }

    private static Operand<TFloat32> kernel(Ops tf) {
        float[][][][] values = new float[3][3][2][2];
        for (int i = 0; i < 36; i++) {
            values[i / 12][i / 4 % 3][i / 2 % 2][i % 2] = (float) Math.cos(i);
        }
        return tf.reshape(
                tf.constant(org.tensorflow.ndarray.StdArrays.ndCopyOf(values)), tf.constant(new int[] {3, 3, 2, 2}));
    }

    private static void audit(CompiledModel model, Set<String> alsoChecked) {
        GradientAudit.check(model.graph(), model.logits(), model.trainableVariables(), alsoChecked);
    }

    private static CompiledModel compiled(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> own) {
        Conv2d conv = new Conv2d(
                2,
                Size.square(3),
                Size.square(1),
                Padding.same(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
        Custom custom = new Custom("own", CustomOperation.of(own, shape -> shape));
        ModelSpec spec = new ModelSpec(
                "audited",
                List.of(
                        new Node("images", new Input(6, 6, 1, Input.Pixels.FLOAT32), List.of()),
                        new Node("conv", conv, List.of("images")),
                        new Node("own", custom, List.of("conv"))),
                List.of("own"));
        return GraphCompiler.compile(spec, Mode.training(1));
    }
}
