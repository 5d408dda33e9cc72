// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.graph.gradient.Gradients;
import dev.nin.model.Activation;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** Tests of the form of gradients: the numbers are TensorFlow's, and convolutions become one with their activation. */
class GradientsTest {
    private static final int SIZE = 9;

    private final ModelSpec spec = spec();
    private final CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
    private final List<Variable<TFloat32>> variables =
            model.trainableVariables().stream().map(ModelVariable::variable).toList();
    private final Ops tf = Ops.create(model.graph());
    private final Operand<TFloat32> loss = tf.sum(tf.math.square(model.logits()), tf.constant(new int[] {0, 1}));

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void numbersAreThoseOfTensorFlow() {
        List<Operand<TFloat32>> expected = new ArrayList<>();
        for (Output<?> output : model.graph()
                .addGradients(
                        loss.asOutput(),
                        model.trainableVariables().stream()
                                .map(variable -> variable.variable().asOutput())
                                .toArray(Output<?>[]::new))) {
            expected.add(output.expect(TFloat32.class));
        }
        List<Operand<TFloat32>> gradients = Gradients.of(tf, loss, variables, false);
        List<Operand<TFloat32>> both = new ArrayList<>(expected);
        both.addAll(gradients);
        try (Session session = new Session(model.graph());
                TFloat32 images = images();
                Result result = fetch(session, both, images).run()) {
            for (int i = 0; i < expected.size(); i++) {
                float[] theirs = Tensors.floats((TFloat32) result.get(i));
                float[] ours = Tensors.floats((TFloat32) result.get(i + expected.size()));
                assertThat(ours).hasSameSizeAs(theirs);
                for (int place = 0; place < ours.length; place++) {
                    assertThat(ours[place]).isCloseTo(theirs[place], within(1e-5f + 1e-5f * Math.abs(theirs[place])));
                }
            }
        }
    }

    @Test
    void anActivationIsPartOfItsConvolution() {
        for (boolean isMixed : new boolean[] {false, true}) {
            List<Operand<TFloat32>> gradients = Gradients.of(tf, loss, variables, isMixed);
            RunOptions options = RunOptions.newBuilder()
                    .setTraceLevel(RunOptions.TraceLevel.FULL_TRACE)
                    .build();
            try (Session session = new Session(model.graph());
                    TFloat32 images = images();
                    Result result = fetch(session, gradients, images)
                            .setOptions(options)
                            .runAndFetchMetadata()) {
                List<String> labels = result.getMetadata().orElseThrow().getStepStats().getDevStatsList().stream()
                        .flatMap(device -> device.getNodeStatsList().stream())
                        .map(node -> node.getTimelineLabel())
                        .toList();
                assertThat(labels).noneMatch(label -> label.matches(".* = (Relu|Relu6|LeakyRelu|BiasAdd)\\(.*"));
                assertThat(labels).filteredOn(label -> label.contains("Grad(")).hasSizeGreaterThanOrEqualTo(3);
                assertThat(labels).anyMatch(label -> label.contains("FusedConv2D"));
            }
        }
    }

    @Test
    void onlyIn16BitsTheGradientOfAPointwiseBiasMayJoinThatOfTheKernel() {
        for (boolean isMixed : new boolean[] {false, true}) {
            List<String> types = new ArrayList<>();
            List<Operand<TFloat32>> gradients = Gradients.of(tf, loss, variables, isMixed);
            for (int i = 0; i < gradients.size(); i++) {
                if (model.trainableVariables().get(i).name().endsWith("/bias")) {
                    GraphOperation last =
                            (GraphOperation) gradients.get(i).asOutput().op();
                    types.add((isMixed ? last.input(0).op() : last).type());
                }
            }
            assertThat(types).containsExactly("BiasAddGrad", isMixed ? "BiasAddGrad" : "Sum", "BiasAddGrad");
        }
    }

    @Test
    void theScaleOf16BitsChangesNoGradient() {
        List<Operand<TFloat32>> kernels = new ArrayList<>(Gradients.of(tf, loss, kernels(), false));
        kernels.addAll(Gradients.of(tf, loss, kernels(), true));
        try (Session session = new Session(model.graph());
                TFloat32 images = images();
                Result result = fetch(session, kernels, images).run()) {
            int count = kernels().size();
            for (int i = 0; i < count; i++) {
                assertThat(Tensors.floats((TFloat32) result.get(count + i)))
                        .containsExactly(Tensors.floats((TFloat32) result.get(i)));
            }
        }
    }

    private List<Variable<TFloat32>> kernels() {
        return variables.stream()
                .filter(variable -> variable.asOutput().shape().numDimensions() == 4)
                .toList();
    }

    @Test
    void aNegativeSlopeIsDerivedByItsInput() {
        Operand<TFloat32> folded = tf.nn.leakyRelu(model.logits(), LeakyRelu.alpha(-1f));
        Operand<TFloat32> sum = tf.sum(folded, tf.constant(new int[] {0, 1}));
        List<Operand<TFloat32>> both = new ArrayList<>();
        List<Variable<TFloat32>> last = List.of(variables.get(variables.size() - 1));
        both.add(model.graph()
                .addGradients(sum.asOutput(), new Output<?>[] {last.get(0).asOutput()})[0]
                .expect(TFloat32.class));
        both.addAll(Gradients.of(tf, sum, last, false));
        try (Session session = new Session(model.graph());
                TFloat32 images = images();
                Result result = fetch(session, both, images).run()) {
            assertThat(Tensors.floats((TFloat32) result.get(1)))
                    .containsExactly(Tensors.floats((TFloat32) result.get(0)), within(1e-5f));
        }
    }

    private Session.Runner fetch(Session session, List<Operand<TFloat32>> operands, TFloat32 images) {
        Session.Runner runner = session.runner().feed(model.input(), images);
        operands.forEach(runner::fetch);
        return runner;
    }

    private static TFloat32 images() {
        float[] values = new float[2 * SIZE * SIZE * 2];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensors.of(List.of(2, SIZE, SIZE, 2), FloatBuffer.wrap(values));
    }

    private static ModelSpec spec() {
        return Specs.chain(
                "activations",
                new Input(SIZE, SIZE, 2, Input.Pixels.FLOAT32),
                Specs.conv(8, 3, 1, 1),
                new Activation(Activation.Function.RELU),
                Specs.conv(8, 1, 1, 0),
                new Activation(Activation.Function.RELU6),
                Specs.conv(6, 3, 1, 1),
                new Activation(Activation.Function.LEAKY_RELU),
                new GlobalAvgPool2d(),
                new Flatten());
    }
}
