// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Activation;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Size;
import dev.nin.weights.Weights;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Tests heat maps against plain Java: central differences of the rest of a network, and the closed form of CAM. */
class GradCamTest {
    private static final int IMAGES = 3;
    private static final int CLASSES = 3;

    /** A model without kinks after the map, since central differences are invalid across a kink. */
    private static final ModelSpec SMOOTH = Specs.chain(
            "smooth",
            Specs.images(6),
            Specs.conv(4, 3, 1, 1),
            new Activation(Activation.Function.RELU),
            Specs.conv(5, 3, 1, 0),
            new BatchNorm(0.9f, 1e-3f),
            new Activation(Activation.Function.TANH),
            new AvgPool2d(Size.square(2), Size.square(2)),
            new Flatten(),
            dense(6),
            new BatchNorm(0.9f, 1e-3f),
            new Activation(Activation.Function.SIGMOID),
            dense(CLASSES));

    private static final String OUTPUT = SMOOTH.outputs().get(0);

    private static final ModelSpec AVERAGED = Specs.chain(
            "averaged",
            Specs.images(6),
            Specs.conv(4, 3, 1, 1),
            new Activation(Activation.Function.RELU),
            new GlobalAvgPool2d(),
            new Flatten(),
            dense(CLASSES));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void equalsCentralDifferencesWithConstantsAndWithVariables(boolean isFrozen) {
        Weights weights = weights(SMOOTH);
        GradCam cam = new GradCam(SMOOTH, OUTPUT, SMOOTH.nodes().get(2).name());
        try (CompiledModel model = GraphCompiler.compile(SMOOTH, isFrozen ? Mode.frozen(weights) : Mode.inference());
                TUint8 images = Runs.images(IMAGES, 6, 1);
                Session session = session(model, weights)) {
            Ops tf = Ops.create(model.graph());
            for (int label = 0; label < CLASSES; label++) {
                Operand<TFloat32> heat = cam.ofClasses(tf, model.operands(), tf.constant(ids(label)));

                float[] found = fetch(session, model, images, heat);

                assertThat(found).hasSize(IMAGES * 36).contains(1f);
                float[] maps = fetch(session, model, images, model.operands().node(cam.node()));
                for (int image = 0; image < IMAGES; image++) {
                    float[] map = Arrays.copyOfRange(maps, image * 36 * 4, (image + 1) * 36 * 4);
                    double[] expected = new NaiveGradCam(SMOOTH, cam.node(), weights).heat(map, label);
                    for (int i = 0; i < 36; i++) {
                        assertThat((double) found[image * 36 + i])
                                .as("class %d, image %d, pixel %d", label, image, i)
                                .isCloseTo(expected[i], within(2e-3));
                    }
                }
            }
        }
    }

    @Test
    void isTheClassActivationMapOfAverageAndDense() {
        Weights weights = weights(AVERAGED);
        GradCam cam = GradCam.of(AVERAGED, AVERAGED.outputs().get(0)).orElseThrow();
        try (CompiledModel model = GraphCompiler.compile(AVERAGED, Mode.frozen(weights));
                TUint8 images = Runs.images(IMAGES, 6, 1);
                Session session = new Session(model.graph())) {
            Ops tf = Ops.create(model.graph());
            float[] maps = fetch(session, model, images, model.operands().node(cam.node()));
            float[] kernel = Runs.floats(weights, AVERAGED.outputs().get(0) + "/kernel");
            for (int label = 0; label < CLASSES; label++) {
                float[] found =
                        fetch(session, model, images, cam.ofClasses(tf, model.operands(), tf.constant(ids(label))));

                for (int image = 0; image < IMAGES; image++) {
                    double[] expected = new double[36];
                    for (int i = 0; i < 36; i++) {
                        for (int channel = 0; channel < 4; channel++) {
                            expected[i] += kernel[channel * CLASSES + label] * maps[(image * 36 + i) * 4 + channel];
                        }
                    }
                    NaiveGradCam.scale(expected);
                    for (int i = 0; i < 36; i++) {
                        assertThat((double) found[image * 36 + i]).isCloseTo(expected[i], within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void showsThePredictedClassOfEachImageWhateverTheBatch() {
        Weights weights = weights(SMOOTH);
        GradCam cam = GradCam.of(SMOOTH, OUTPUT).orElseThrow();
        try (CompiledModel model = GraphCompiler.compile(SMOOTH, Mode.frozen(weights));
                TUint8 images = Runs.images(40, 6, 2);
                Session session = new Session(model.graph())) {
            Ops tf = Ops.create(model.graph());
            Operand<TInt64> predicted = tf.math.argMax(model.logits(), tf.constant(1));
            float[] heat = fetch(session, model, images, cam.ofPredicted(tf, model.operands()));
            float[] given = fetch(session, model, images, cam.ofClasses(tf, model.operands(), predicted));
            float[] first = fetch(session, model, images, cam.ofClasses(tf, model.operands(), tf.zerosLike(predicted)));

            assertThat(heat).isEqualTo(given).isNotEqualTo(first);
            Operand<TFloat32> ofPredicted = cam.ofPredicted(tf, model.operands());
            for (int image = 0; image < 40; image++) {
                try (TUint8 one = image(images, image)) {
                    float[] alone = fetch(session, model, one, ofPredicted);
                    assertThat(alone)
                            .containsExactly(
                                    Arrays.copyOfRange(heat, image * alone.length, (image + 1) * alone.length),
                                    within(1e-5f));
                }
            }
        }
    }

    @Test
    void isZeroWhereNothingSpeaksForTheClass() {
        Weights weights = weights(AVERAGED).filled(AVERAGED.outputs().get(0) + "/kernel", -1);
        GradCam cam = GradCam.of(AVERAGED, AVERAGED.outputs().get(0)).orElseThrow();
        try (CompiledModel model = GraphCompiler.compile(AVERAGED, Mode.frozen(weights));
                TUint8 images = Runs.images(IMAGES, 6, 1);
                Session session = new Session(model.graph())) {
            Ops tf = Ops.create(model.graph());

            assertThat(fetch(session, model, images, cam.ofPredicted(tf, model.operands())))
                    .hasSize(IMAGES * 36)
                    .containsOnly(0f);
            float[][] against = {{-1, 0, 0}, {-1, 0, 0}, {-1, 0, 0}};
            assertThat(fetch(session, model, images, cam.ofWeights(tf, model.operands(), tf.constant(against))))
                    .as("what speaks against the class")
                    .contains(1f);
        }
    }

    @Test
    void isEnlargedWithHalfPixelCentres() {
        try (CompiledModel model = GraphCompiler.compile(AVERAGED, Mode.frozen(weights(AVERAGED)));
                Session session = new Session(model.graph())) {
            Ops tf = Ops.create(model.graph());
            Operand<TFloat32> heat = tf.constant(new float[][][] {{{0, 1}}, {{1, 0.5f}}});

            Operand<TFloat32> resized = GradCam.resized(tf, heat, new Size(2, 4));

            assertThat(resized.shape().asArray()).containsExactly(2, 2, 4);
            assertThat(Runs.fetch(session.runner(), resized))
                    .containsExactly(
                            new float[] {
                                0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1, 1, 0.875f, 0.625f, 0.5f, 1, 0.875f, 0.625f, 0.5f
                            },
                            within(1e-6f));
        }
    }

    private static Dense dense(int size) {
        return new Dense(size, new Initializer.HeNormal(), new Initializer.Constant(0));
    }

    private static long[] ids(int label) {
        long[] ids = new long[IMAGES];
        Arrays.fill(ids, label);
        return ids;
    }

    /** Returns random initial weights with plausible moving averages. */
    private static Weights weights(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(5))) {
            Weights drawn = Runs.initialWeights(model);
            Weights moved = drawn;
            for (String name : drawn.names()) {
                moved = name.endsWith("/moving_variance") ? moved.filled(name, 4) : moved;
                moved = name.endsWith("/moving_mean") ? moved.filled(name, 0.5f) : moved;
            }
            return moved;
        }
    }

    private static Session session(CompiledModel model, Weights weights) {
        Session session = new Session(model.graph());
        if (!model.variables().isEmpty()) {
            Variables.write(session, model.variables(), weights);
        }
        return session;
    }

    private static TUint8 image(TUint8 images, int number) {
        byte[] pixels = new byte[36];
        images.asRawTensor().data().offset(36L * number).read(pixels);
        return TUint8.tensorOf(
                org.tensorflow.ndarray.Shape.of(1, 6, 6, 1), org.tensorflow.ndarray.buffer.DataBuffers.of(pixels));
    }

    private static float[] fetch(Session session, CompiledModel model, TUint8 images, Operand<TFloat32> what) {
        return Runs.fetch(session.runner().feed(model.input(), images), what);
    }
}
