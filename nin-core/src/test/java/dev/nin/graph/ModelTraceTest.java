// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.Conv2d;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Scale;
import dev.nin.model.Size;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests the trace of each node for a batch against values computed here. */
class ModelTraceTest {
    /** Two images of two pixels. */
    private static final float[] PIXELS = {1, -2, 3, 5};

    private static final ModelSpec SPEC = Specs.chain(
            "traced",
            new Input(1, 2, 1, Input.Pixels.FLOAT32),
            new Conv2d(
                    2,
                    Size.square(1),
                    Size.square(1),
                    Padding.valid(),
                    new Initializer.HeNormal(),
                    new Initializer.Constant(0)),
            new Activation(Activation.Function.RELU),
            new GlobalAvgPool2d(),
            new Flatten());

    @Test
    void numbersAreThoseOfTheGivenWeights() {
        // One channel with 2x and one with 1 - x.
        ModelTrace trace = trace(weights(2, -1, 0, 1));
        assertThat(trace.rows().stream().map(ModelTrace.Row::name))
                .containsExactly("images", "conv2d_1", "relu_2", "global_avg_pool_3", "flatten_4");
        assertRow(trace.rows().get(0), List.of(2L, 1L, 2L, 1L), 1, -2, 3, 5);
        assertRow(trace.rows().get(1), List.of(2L, 1L, 2L, 2L), 2, 0, -4, 3, 6, -2, 10, -4);
        assertRow(trace.rows().get(2), List.of(2L, 1L, 2L, 2L), 2, 0, 0, 3, 6, 0, 10, 0);
        assertRow(trace.rows().get(3), List.of(2L, 1L, 1L, 2L), 1, 1.5, 8, 0);
        assertRow(trace.rows().get(4), List.of(2L, 2L), 1, 1.5, 8, 0);
    }

    @Test
    void aDeadLayerShows() {
        ModelTrace trace = trace(weights(0, 0, -1, -1));
        assertThat(trace.rows().get(1).values().zeros()).isZero();
        assertThat(trace.rows().get(2).values()).isEqualTo(new ModelTrace.Values(0, 0, 0, 0, 1, 0));
    }

    @Test
    void whatIsNotFiniteIsCountedAndLeftOut() {
        float infinite = Float.POSITIVE_INFINITY;
        // 1, 5 and 0, 0 have the mean 1.5 and differences of -0.5, 3.5, -1.5, -1.5 from it.
        assertThat(ModelTrace.Values.of(new float[] {1, Float.NaN, 5, infinite, -infinite, 0, 0, infinite}))
                .isEqualTo(new ModelTrace.Values(1.5, Math.sqrt(17 / 4.0), 0, 5, 2 / 8.0, 4));
        assertThat(ModelTrace.Values.of(new float[] {Float.NaN}))
                .isEqualTo(new ModelTrace.Values(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 1));
    }

    @Test
    void printsATable() {
        assertThat(trace(weights(2, -1, 0, 1)).toString()).isEqualTo("""
                Name               Layer               Output    Mean  Deviation     Min    Max  Zeros  NaN/Inf
                -----------------------------------------------------------------------------------------------
                images             image(1, 2, 1)      2×1×2×1  1.750      2.586  -2.000  5.000   0.0%        0
                conv2d_1           conv2d(2, 1, 1, 0)  2×1×2×2  1.375      4.608  -4.000  10.00  12.5%        0
                relu_2             relu()              2×1×2×2  2.625      3.426   0.000  10.00  50.0%        0
                global_avg_pool_3  globalAvgPool()     2×1×1×2  2.625      3.150   0.000  8.000  25.0%        0
                flatten_4          flatten()           2×2      2.625      3.150   0.000  8.000  25.0%        0
                """);
    }

    @Test
    void initialWeightsAreTracedWhereNoneAreGiven() {
        try (CompiledModel model = GraphCompiler.compile(SPEC, new Mode.Inference(3));
                TFloat32 batch = batch()) {
            float[] kernel = Runs.floats(Runs.initialWeights(model), "conv2d_1/kernel");
            ModelTrace.Values values = model.trace(batch).rows().get(1).values();
            assertThat(values.max())
                    .isEqualTo(
                            Math.max(Math.max(5 * kernel[0], -2 * kernel[0]), Math.max(5 * kernel[1], -2 * kernel[1])));
        }
    }

    @Test
    void aGraphForTrainingDropsAsInStepZero() {
        try (CompiledModel training = GraphCompiler.compile(Specs.small(), Mode.training(1));
                CompiledModel inference = GraphCompiler.compile(Specs.small(), new Mode.Inference(1));
                TUint8 images = Runs.images(2, 6, 1)) {
            assertThat(dropped(training, images)).isGreaterThan(dropped(inference, images));
        }
    }

    @Test
    void severalInputsAreFedByName() {
        Input pixel = new Input(1, 2, 1, Input.Pixels.FLOAT32);
        ModelSpec spec = new ModelSpec(
                "two",
                List.of(
                        new Node("left", pixel, List.of()),
                        new Node("right", pixel, List.of()),
                        new Node("tenfold", new Scale(10, 0), List.of("right")),
                        new Node("sum", new Add(), List.of("left", "tenfold"))),
                List.of("sum"));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                TFloat32 batch = batch()) {
            ModelTrace trace = model.trace(Map.of("left", batch, "right", batch));
            assertRow(trace.rows().get(3), List.of(2L, 1L, 2L, 1L), 11, -22, 33, 55);
            assertThatThrownBy(() -> model.trace(Map.of("left", batch)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batches are given for [left], the model takes [left, right]; give one for each input");
            assertThatThrownBy(() -> model.trace(batch)).isInstanceOf(InvalidModelException.class);
        }
    }

    @Test
    void aBatchThatDoesNotFitIsRefused() {
        try (CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.inference());
                TUint8 large = Runs.images(1, 7, 1);
                TUint8 none = Runs.images(0, 6, 1);
                TFloat32 floats = batch()) {
            String takes = ", the model's input \"images\" takes TUint8 [-1, 6, 6, 1], at least one image";
            assertThatThrownBy(() -> model.trace(large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the batch is TUint8 [1, 7, 7, 1]" + takes);
            assertThatThrownBy(() -> model.trace(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the batch is TUint8 [0, 6, 6, 1]" + takes);
            assertThatThrownBy(() -> model.trace(floats))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the batch is TFloat32 [2, 1, 2, 1]" + takes);
        }
    }

    private static double dropped(CompiledModel model, TUint8 images) {
        return model.trace(images).rows().get(3).values().zeros();
    }

    private static ModelTrace trace(Weights weights) {
        try (CompiledModel model = GraphCompiler.compile(SPEC, Mode.frozen(weights));
                TFloat32 batch = batch()) {
            return model.trace(batch);
        }
    }

    private static TFloat32 batch() {
        return Tensors.of(List.of(2, 1, 2, 1), FloatBuffer.wrap(PIXELS));
    }

    private static Weights weights(float first, float second, float firstBias, float secondBias) {
        return Weights.builder()
                .put("conv2d_1/kernel", List.of(1, 1, 1, 2), new float[] {first, second})
                .put("conv2d_1/bias", List.of(2), new float[] {firstBias, secondBias})
                .build();
    }

    private static void assertRow(ModelTrace.Row row, List<Long> shape, double... expected) {
        double sum = 0;
        double squares = 0;
        double min = expected[0];
        double max = expected[0];
        int zeros = 0;
        for (double value : expected) {
            sum += value;
            squares += value * value;
            min = Math.min(min, value);
            max = Math.max(max, value);
            zeros += value == 0 ? 1 : 0;
        }
        double mean = sum / expected.length;
        ModelTrace.Values values = row.values();
        assertThat(row.shape()).as(row.name()).isEqualTo(shape);
        assertThat(values.mean()).as(row.name()).isCloseTo(mean, within(1e-6));
        assertThat(values.standardDeviation())
                .as(row.name())
                .isCloseTo(Math.sqrt(squares / expected.length - mean * mean), within(1e-6));
        assertThat(values.min()).as(row.name()).isEqualTo(min);
        assertThat(values.max()).as(row.name()).isEqualTo(max);
        assertThat(values.zeros()).as(row.name()).isEqualTo((double) zeros / expected.length);
        assertThat(values.notFinite()).as(row.name()).isZero();
    }
}
