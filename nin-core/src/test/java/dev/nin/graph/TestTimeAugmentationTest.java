// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.InvalidSettingException;
import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.BatchNorm;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests models that run on mirror images too against separate runs, mirrored and averaged in plain Java. */
class TestTimeAugmentationTest {
    private static final int IMAGES = 3;
    private static final int SIDE = 6;
    private static final int CLASSES = 4;
    private static final float TOLERANCE = 1e-5f;

    /** Two images lead to a map and, from it, to a vector: the outputs "map" and "logits". */
    private static final ModelSpec SPEC = new ModelSpec(
            "two",
            List.of(
                    new Node("left", Specs.images(SIDE), List.of()),
                    new Node("right", Specs.images(SIDE), List.of()),
                    new Node("seen", Specs.conv(2, 3, 1, 1), List.of("left")),
                    new Node("other", Specs.conv(2, 3, 1, 1), List.of("right")),
                    new Node("sum", new Add(), List.of("seen", "other")),
                    new Node("norm", new BatchNorm(0.9f, 1e-3f), List.of("sum")),
                    new Node("map", new Activation(Activation.Function.TANH), List.of("norm")),
                    new Node("flat", new Flatten(), List.of("map")),
                    new Node(
                            "logits",
                            new Dense(CLASSES, new Initializer.HeNormal(), new Initializer.Constant(0)),
                            List.of("flat"))),
            List.of("map", "logits"));

    private static final ModelSpec CHAIN = Specs.chain(
            "chain",
            Specs.images(SIDE),
            Specs.conv(4, 3, 1, 1),
            new Activation(Activation.Function.TANH),
            new Flatten(),
            new Dense(CLASSES, new Initializer.HeNormal(), new Initializer.Constant(0)));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void outputsAreTheMeansOfTwoRuns(boolean isFrozen) {
        Map<String, byte[]> images = Map.of("left", pixels(1), "right", pixels(2));
        Map<String, byte[]> mirrored = new HashMap<>();
        images.forEach((name, pixels) -> mirrored.put(name, mirrored(pixels)));
        Weights weights = weights(SPEC);
        Mode mode = isFrozen ? Mode.frozen(weights) : Mode.inference();
        try (CompiledModel plain = GraphCompiler.compile(SPEC, mode);
                CompiledModel model = GraphCompiler.compile(SPEC, mode, TestTimeAugmentation.FLIP);
                Session plainSession = session(plain, weights);
                Session session = session(model, weights)) {
            float[] map = run(plainSession, plain, "map", images);
            float[] logits = run(plainSession, plain, "logits", images);
            float[] mapOfMirrored = mirrored(run(plainSession, plain, "map", mirrored), 2);
            float[] logitsOfMirrored = run(plainSession, plain, "logits", mirrored);

            assertClose(run(session, model, "map", images), mean(map, mapOfMirrored));
            assertClose(run(session, model, "logits", images), mean(logits, logitsOfMirrored));
            assertThat(distance(logits, logitsOfMirrored)).isGreaterThan(0.1f);
            assertThat(distance(map, mapOfMirrored)).isGreaterThan(0.1f);
            for (String node : List.of("left", "other", "sum", "norm", "flat")) {
                assertClose(run(session, model, node, images), run(plainSession, plain, node, images));
            }
            assertThat(model.operands().outputs())
                    .extracting(each -> each.shape().asArray())
                    .containsExactly(new long[] {-1, SIDE, SIDE, 2}, new long[] {-1, CLASSES});
            assertThat(Runs.names(model.variables())).isEqualTo(Runs.names(plain.variables()));
        }
    }

    @Test
    void aSymmetricImageGivesTheSameLogits() {
        byte[] symmetric = pixels(3);
        for (int i = 0; i < symmetric.length; i++) {
            symmetric[i] = symmetric[Math.min(i, i / SIDE * SIDE + SIDE - 1 - i % SIDE)];
        }
        Map<String, byte[]> images = Map.of("images", symmetric);
        Weights weights = weights(CHAIN);
        try (CompiledModel plain = GraphCompiler.compile(CHAIN, Mode.frozen(weights));
                CompiledModel model = GraphCompiler.compile(CHAIN, Mode.frozen(weights), TestTimeAugmentation.FLIP);
                Session plainSession = new Session(plain.graph());
                Session session = new Session(model.graph())) {
            String output = CHAIN.outputs().get(0);

            assertThat(mirrored(symmetric)).isEqualTo(symmetric);
            assertClose(run(session, model, output, images), run(plainSession, plain, output, images));
        }
    }

    /** The mean over all versions has half the gradient of one of them, which the scaling removes. */
    @Test
    void gradCamIsThatOfTheImagesThemselves() {
        Map<String, byte[]> images = Map.of("images", pixels(4));
        Weights weights = weights(CHAIN);
        GradCam cam = GradCam.of(CHAIN, CHAIN.outputs().get(0)).orElseThrow();
        try (CompiledModel plain = GraphCompiler.compile(CHAIN, Mode.frozen(weights));
                CompiledModel model = GraphCompiler.compile(CHAIN, Mode.frozen(weights), TestTimeAugmentation.FLIP);
                Session plainSession = new Session(plain.graph());
                Session session = new Session(model.graph())) {
            Ops plainTf = Ops.create(plain.graph());
            Ops tf = Ops.create(model.graph());
            long[] classes = {0, 1, 3};

            float[] expected = run(
                    plainSession, plain, cam.ofClasses(plainTf, plain.operands(), plainTf.constant(classes)), images);
            float[] heat = run(session, model, cam.ofClasses(tf, model.operands(), tf.constant(classes)), images);

            assertThat(expected).hasSize(IMAGES * SIDE * SIDE).contains(1f);
            assertClose(heat, expected);
        }
    }

    @Test
    void sharesTheVariablesOfAnEarlierApplication() {
        byte[] pixels = pixels(5);
        try (CompiledModel model = GraphCompiler.compile(CHAIN, Mode.inference());
                Session session = new Session(model.graph())) {
            ModelOperands shared = GraphCompiler.apply(
                    CHAIN,
                    Ops.create(model.graph()).withSubScope("again"),
                    Map.of("images", model.input()),
                    Mode.inference().sharing(model.operands()),
                    TestTimeAugmentation.FLIP);
            String output = CHAIN.outputs().get(0);

            assertThat(shared.variables()).isEmpty();
            assertClose(
                    run(session, model, shared.logits(), Map.of("images", pixels)),
                    mean(
                            run(session, model, output, Map.of("images", pixels)),
                            run(session, model, output, Map.of("images", mirrored(pixels)))));
        }
    }

    @Test
    void trainingIsRefused() {
        String message = "test-time augmentation: the model \"chain\" is applied for training, expected "
                + "Mode.inference() or Mode.frozen(weights)";
        assertThatThrownBy(() -> GraphCompiler.compile(CHAIN, Mode.training(1), TestTimeAugmentation.FLIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        try (CompiledModel training = GraphCompiler.compile(CHAIN, Mode.training(1), TestTimeAugmentation.NONE)) {
            assertThatThrownBy(() -> GraphCompiler.apply(
                            CHAIN,
                            Ops.create(training.graph()),
                            Map.of("images", training.input()),
                            Mode.training(2).sharing(training.operands()),
                            TestTimeAugmentation.FLIP))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        for (TestTimeAugmentation each : TestTimeAugmentation.values()) {
            assertThat(TestTimeAugmentation.parse(each.toString())).isEqualTo(each);
        }
        assertThat(TestTimeAugmentation.parse("flip")).isEqualTo(TestTimeAugmentation.FLIP);
        assertThatThrownBy(() -> TestTimeAugmentation.parse("FLIP"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("testTimeAugmentation FLIP is not known, expected none or flip");
    }

    private static Weights weights(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(5))) {
            return Runs.initialWeights(model);
        }
    }

    private static Session session(CompiledModel model, Weights weights) {
        Session session = new Session(model.graph());
        Variables.write(session, model.variables(), weights);
        return session;
    }

    private static byte[] pixels(long seed) {
        byte[] pixels = new byte[IMAGES * SIDE * SIDE];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static byte[] mirrored(byte[] images) {
        byte[] mirrored = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            mirrored[i] = images[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
        }
        return mirrored;
    }

    private static float[] mirrored(float[] maps, int channels) {
        float[] mirrored = new float[maps.length];
        for (int i = 0; i < maps.length; i++) {
            int row = i / (SIDE * channels);
            int column = i / channels % SIDE;
            mirrored[i] = maps[(row * SIDE + SIDE - 1 - column) * channels + i % channels];
        }
        return mirrored;
    }

    private static float[] mean(float[] one, float[] other) {
        float[] mean = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            mean[i] = (one[i] + other[i]) / 2;
        }
        return mean;
    }

    private static float distance(float[] one, float[] other) {
        float distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance = Math.max(distance, Math.abs(one[i] - other[i]));
        }
        return distance;
    }

    private static void assertClose(float[] found, float[] expected) {
        assertThat(found).containsExactly(expected, within(TOLERANCE));
    }

    private static float[] run(Session session, CompiledModel model, String node, Map<String, byte[]> images) {
        return run(session, model, model.operands().node(node), images);
    }

    private static float[] run(
            Session session, CompiledModel model, Operand<TFloat32> what, Map<String, byte[]> images) {
        Session.Runner runner = session.runner();
        TUint8[] fed = new TUint8[images.size()];
        int next = 0;
        for (String name : images.keySet()) {
            byte[] copy = Arrays.copyOf(images.get(name), IMAGES * SIDE * SIDE);
            fed[next] = TUint8.tensorOf(Shape.of(IMAGES, SIDE, SIDE, 1), DataBuffers.of(copy, true, false));
            runner.feed(model.inputs().get(name), fed[next++]);
        }
        try {
            return Runs.fetch(runner, what);
        } finally {
            Arrays.stream(fed).forEach(TUint8::close);
        }
    }
}
