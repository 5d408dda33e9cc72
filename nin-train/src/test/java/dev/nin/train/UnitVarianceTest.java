// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.data.Dataset;
import dev.nin.data.LabeledImages;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** The variance of scaled layers' outputs on the batch they were scaled on. */
class UnitVarianceTest {
    private static final Dataset IMAGES = DataSource.load("sample").train().limit(UnitVariance.BATCH);

    @Test
    void givesEachLayerUnitVarianceAndTheLastATenth() {
        ModelSpec spec = network().relu().globalAvgPool().build("ends_in_relu");
        Weights scaled = scaled(spec, IMAGES);

        assertThat(deviation(spec, scaled, "first")).isCloseTo(1, within(0.05));
        assertThat(deviation(spec, scaled, "second")).isCloseTo(1, within(0.05));
        assertThat(deviation(spec, scaled, "last")).isCloseTo(0.1, within(0.005));
    }

    @Test
    void changesWhatWasDrawn() {
        ModelSpec spec = network().relu().globalAvgPool().build("ends_in_relu");

        for (String layer : List.of("first", "second", "last")) {
            assertThat(Math.abs(deviation(spec, initial(spec), layer) - 1))
                    .as("otherwise the other tests show nothing")
                    .isGreaterThan(0.05);
        }
    }

    @Test
    void liftsTheLastReluOffItsThreshold() {
        ModelSpec spec = network().relu().globalAvgPool().build("ends_in_relu");
        Weights scaled = scaled(spec, IMAGES);

        assertThat(values(scaled, "last/bias")).containsOnly(1f);
        assertThat(values(scaled, "first/bias")).containsOnly(0f);
        assertThat(values(scaled, "second/bias")).containsOnly(0f);
    }

    @Test
    void leavesTheBiasOfLogitsAlone() {
        ModelSpec spec = network().globalAvgPool().build("ends_in_logits");
        Weights scaled = scaled(spec, IMAGES);

        assertThat(values(scaled, "last/bias")).containsOnly(0f);
        assertThat(deviation(spec, scaled, "last")).isCloseTo(0.1, within(0.005));
    }

    @Test
    void calmsTheLayersBeforeTheLogitsWhereverTheyStand() {
        FeatureMap shared = Nin.image(28, 28, 1)
                .normalize(0, 0.1f)
                .conv2d(4, 5, 2, 0)
                .named("first")
                .relu();
        FeatureVector logits = shared.globalAvgPool().dense(10).named("logits");
        FeatureVector other = shared.maxPool(3, 2).flatten().dense(3).named("other");
        ModelSpec spec = Nin.model("two_heads", logits, other);
        Weights scaled = scaled(spec, IMAGES);

        assertThat(deviation(spec, scaled, "logits")).isCloseTo(0.1, within(0.005));
        assertThat(deviation(spec, scaled, "other")).isCloseTo(1, within(0.05));
    }

    @Test
    void leavesALayerAloneThatGivesOneValueEverywhere() {
        ModelSpec spec = network().globalAvgPool().build("dark");
        Dataset black = LabeledImages.of(28, 28, 1, new byte[2 * 784], new int[2], IMAGES.classes());
        Weights initial = initial(spec);
        Weights scaled = scaled(spec, black);

        assertThat(values(scaled, "first/kernel")).isEqualTo(values(initial, "first/kernel"));
    }

    @Test
    void passesOverAModelWithoutLayersToScale() {
        ModelSpec spec = Nin.image(28, 28, 1).flatten().build("empty");

        assertThat(scaled(spec, IMAGES).names()).isEmpty();
    }

    private static FeatureMap network() {
        return Nin.image(28, 28, 1)
                .normalize(0, 0.1f)
                .conv2d(4, 5, 2, 0)
                .named("first")
                .relu()
                .maxPool(3, 2)
                .conv2d(6, 3)
                .named("second")
                .relu()
                .conv2d(10, 1)
                .named("last");
    }

    private static Weights initial(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(4));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }

    private static Weights scaled(ModelSpec spec, Dataset images) {
        try (UnitVariance unitVariance = new UnitVariance(spec, goals(spec), ConfigProto.getDefaultInstance());
                Batch batch = all(images)) {
            return unitVariance.scale(initial(spec), batch);
        }
    }

    private static Batch all(Dataset images) {
        int[] order = new int[images.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return BatchQueue.read(images, order, 0, order.length);
    }

    private static double deviation(ModelSpec spec, Weights weights, String layer) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference());
                Session session = new Session(model.graph());
                Batch batch = all(IMAGES)) {
            Variables.write(session, model.variables(), weights);
            try (Result result = session.runner()
                    .feed(model.input(), batch.images())
                    .fetch(model.operands().node(layer))
                    .run()) {
                return deviation((TFloat32) result.get(0));
            }
        }
    }

    private static double deviation(FloatNdArray values) {
        double[] sums = new double[2];
        values.scalars().forEach(scalar -> {
            double value = scalar.getFloat();
            sums[0] += value;
            sums[1] += value * value;
        });
        double mean = sums[0] / values.size();
        return Math.sqrt(sums[1] / values.size() - mean * mean);
    }

    private static float[] values(Weights weights, String name) {
        FloatBuffer buffer = weights.values(name);
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static Goals goals(ModelSpec spec) {
        List<String> labels =
                IntStream.range(0, spec.classes()).mapToObj(Integer::toString).toList();
        return new Goals(List.of(new Goal(spec.outputs().get(0), Task.classification(labels), 1)));
    }
}
