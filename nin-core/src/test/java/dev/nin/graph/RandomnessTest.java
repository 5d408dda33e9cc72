// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Conv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Tests that dropout and initial weights are determined by seed and step, and distributed correctly. */
class RandomnessTest {
    private static final int SIDE = 100;

    @Test
    void dropoutIsTheSameForTheSameSeedAndStep() {
        assertThat(dropped(0.25f, 3, 7)).containsExactly(dropped(0.25f, 3, 7));
    }

    @Test
    void dropoutDiffersForAnotherSeedOrStep() {
        assertThat(dropped(0.25f, 3, 7)).isNotEqualTo(dropped(0.25f, 3, 8)).isNotEqualTo(dropped(0.25f, 4, 7));
    }

    @Test
    void dropoutDropsItsShareAndScalesTheRest() {
        float[] values = dropped(0.25f, 1, 0);
        long zeros =
                IntStream.range(0, values.length).filter(i -> values[i] == 0).count();
        assertThat((double) zeros / values.length).isCloseTo(0.25, within(0.02));
        for (float value : values) {
            if (value != 0) {
                assertThat(value).isEqualTo(1 / 0.75f);
            }
        }
    }

    @Test
    void twoDropoutsOfOneModelDrawDifferently() {
        ModelSpec spec = Specs.chain("twice", ones(), new Dropout(0.5f), new Dropout(0.5f), new Flatten());
        float[] values = trained(spec, 1, 0);
        long kept =
                IntStream.range(0, values.length).filter(i -> values[i] != 0).count();
        assertThat((double) kept / values.length).isCloseTo(0.25, within(0.02));
    }

    @Test
    void dropPathDropsWholeExamplesByTheirPlaceSeedAndStep() {
        float[] values = pathsDropped(3, 7);
        long zeros =
                IntStream.range(0, values.length).filter(i -> values[i] == 0).count();
        assertThat((double) zeros / values.length).isCloseTo(0.25, within(0.02));
        assertThat(values).containsOnly(0, 1 / 0.75f).containsExactly(pathsDropped(3, 7));
        assertThat(values).isNotEqualTo(pathsDropped(3, 8)).isNotEqualTo(pathsDropped(4, 7));
    }

    @Test
    void dropoutPassesEverythingOnInInference() {
        ModelSpec spec = Specs.chain("dropout", ones(), new Dropout(0.25f), new Flatten());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph());
                TFloat32 images = onesTensor()) {
            assertThat(Runs.logits(model, session, images)).containsOnly(1);
        }
    }

    @Test
    void initialWeightsAreDeterminedByTheSeed() {
        assertThat(initial(5)).isEqualTo(initial(5)).isNotEqualTo(initial(6));
    }

    @Test
    void trainingAndInferenceOfOneSeedStartAlike() {
        try (CompiledModel model = GraphCompiler.compile(Specs.small(), new Mode.Inference(5))) {
            assertThat(Runs.initialWeights(model)).isEqualTo(initial(5));
        }
    }

    @Test
    void eachKernelIsDrawnForItself() {
        ModelSpec spec =
                Specs.chain("two", Specs.images(6), Specs.conv(1, 3, 1, 1), Specs.conv(1, 3, 1, 1), new Flatten());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            Weights weights = Runs.initialWeights(model);
            assertThat(Runs.floats(weights, "conv2d_1/kernel")).isNotEqualTo(Runs.floats(weights, "conv2d_2/kernel"));
        }
    }

    @ParameterizedTest
    @CsvSource({"HeNormal, 0.1", "HeUniform, 0.1", "GlorotNormal, 0.0816497", "GlorotUniform, 0.0816497"})
    void kernelsHaveTheVarianceOfTheirInitializer(String name, double deviation) {
        // 5×5×8 = 200 inputs and 5×5×4 = 100 outputs of the kernel.
        Initializer initializer = switch (name) {
            case "HeNormal" -> new Initializer.HeNormal();
            case "HeUniform" -> new Initializer.HeUniform();
            case "GlorotNormal" -> new Initializer.GlorotNormal();
            default -> new Initializer.GlorotUniform();
        };
        Layer conv = new Conv2d(
                4, Size.square(5), Size.square(1), Padding.same(), initializer, new Initializer.Constant(0.5f));
        ModelSpec spec = Specs.chain("drawn", new Input(5, 5, 8, Input.Pixels.FLOAT32), conv, new Flatten());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            Weights weights = Runs.initialWeights(model);
            float[] kernel = Runs.floats(weights, "conv2d_1/kernel");
            double squares = IntStream.range(0, kernel.length)
                    .mapToDouble(i -> (double) kernel[i] * kernel[i])
                    .average()
                    .orElseThrow();
            assertThat(Math.sqrt(squares)).isCloseTo(deviation, within(0.006));
            assertThat(Runs.floats(weights, "conv2d_1/bias")).containsOnly(0.5f);
        }
    }

    private static Weights initial(long seed) {
        try (CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.training(seed))) {
            return Runs.initialWeights(model);
        }
    }

    private static float[] dropped(float rate, long seed, long step) {
        return trained(Specs.chain("dropout", ones(), new Dropout(rate), new Flatten()), seed, step);
    }

    private static float[] trained(ModelSpec spec, long seed, long step) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(seed));
                Session session = new Session(model.graph());
                TFloat32 images = onesTensor()) {
            return Runs.atStep(model, session, images, step);
        }
    }

    /** Returns the output for SIDE² examples of one pixel. */
    private static float[] pathsDropped(long seed, long step) {
        Input pixel = new Input(1, 1, 1, Input.Pixels.FLOAT32);
        ModelSpec spec = Specs.chain("paths", pixel, new DropPath(0.25f), new Flatten());
        float[] ones = new float[SIDE * SIDE];
        Arrays.fill(ones, 1);
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(seed));
                Session session = new Session(model.graph());
                TFloat32 images = Tensors.of(List.of(ones.length, 1, 1, 1), FloatBuffer.wrap(ones))) {
            return Runs.atStep(model, session, images, step);
        }
    }

    private static Input ones() {
        return new Input(SIDE, SIDE, 1, Input.Pixels.FLOAT32);
    }

    private static TFloat32 onesTensor() {
        float[] ones = new float[SIDE * SIDE];
        Arrays.fill(ones, 1);
        return Tensors.of(List.of(1, SIDE, SIDE, 1), FloatBuffer.wrap(ones));
    }
}
