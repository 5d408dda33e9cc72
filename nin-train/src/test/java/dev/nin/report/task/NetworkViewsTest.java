// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.ModelSpec;
import dev.nin.serving.Answer;
import dev.nin.serving.ModelRunner;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests that the report's view of a network equals the outputs of the served network. */
class NetworkViewsTest {
    private static final ImageSets SAMPLE = DataSource.load("sample").limit(64, 8);

    @TempDir
    private Path folder;

    @Test
    void theHeatIsThatOfTheExportedModel() {
        FeatureMap in = Nin.image(28, 28, 1);
        Checkpoint checkpoint = trained(in.conv2d(8, 3, 2, 1)
                .batchNorm()
                .relu()
                .conv2d(8, 3, 2, 1)
                .relu()
                .globalAvgPool()
                .dense(10)
                .build("small"));
        SavedModelExporter.export(
                checkpoint, folder, ExportOptions.builder().gradCam(true).build());

        Dataset test = SAMPLE.test();
        String output = checkpoint.spec().outputs().get(0);
        try (NetworkViews views = new NetworkViews(checkpoint, ConfigProto.getDefaultInstance());
                ModelRunner runner = ModelRunner.open(folder)) {
            assertThat(views.gradCam(output).orElseThrow().node()).isEqualTo("relu_2");
            List<Map<String, Answer>> served = runner.predict("grad_cam", pixels(test));
            assertThat(served).hasSize(8);
            for (int image = 0; image < served.size(); image++) {
                float[][] heat = views.heat(output, test, image);
                float[] expected =
                        Objects.requireNonNull(served.get(image).get("heat")).floats();
                for (int row = 0; row < 28; row++) {
                    assertThat(heat[row])
                            .containsExactly(Arrays.copyOfRange(expected, row * 28, (row + 1) * 28), within(1e-5f));
                }
            }
            assertThat(views.heat(output, test, 0)).isNotEqualTo(views.heat(output, test, 1));
        }
    }

    @Test
    void thereIsNoneWhereEvidenceIsOrNoMapOrNoCheckedGradient() {
        FeatureMap in = Nin.image(28, 28, 1);
        FeatureMap trunk = in.conv2d(10, 3, 2, 1).relu();
        CustomOperation unchecked =
                CustomOperation.of((tf, map) -> tf.math.cumsum(map, tf.constant(1)), shape -> shape);

        assertThat(hasHeat(trunk.globalAvgPool().build("evidence"))).isFalse();
        assertThat(hasHeat(in.flatten().dense(10).build("linear"))).isFalse();
        assertThat(hasHeat(trunk.flatten().custom("own", unchecked).dense(10).build("own")))
                .isFalse();
        assertThat(hasHeat(trunk.flatten().dense(10).build("dense"))).isTrue();
    }

    private static boolean hasHeat(ModelSpec spec) {
        Checkpoint drawn =
                new Checkpoint(spec, zeros(spec), Weights.empty(), SAMPLE.test().classes(), 0);
        try (NetworkViews views = new NetworkViews(drawn, ConfigProto.getDefaultInstance())) {
            return views.gradCam(spec.outputs().get(0)).isPresent();
        }
    }

    private static Weights zeros(ModelSpec spec) {
        Weights.Builder zeros = Weights.builder();
        spec.parameters()
                .forEach((name, parameter) ->
                        zeros.put(name, parameter.dimensions(), new float[Math.toIntExact(parameter.size())]));
        return zeros.build();
    }

    private static Checkpoint trained(ModelSpec spec) {
        return Trainer.of(spec)
                .data(SAMPLE.train(), SAMPLE.test())
                .config(TrainingConfig.builder().epochs(1).batch(16).seed(1).build())
                .run();
    }

    private static byte[] pixels(Dataset images) {
        byte[] pixels = new byte[images.size() * images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, new ExampleBuffer(pixels, i * images.shape().bytes()));
        }
        return pixels;
    }
}
