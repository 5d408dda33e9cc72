// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.ExportOptions;
import dev.nin.export.OnnxExporter;
import dev.nin.export.TestModels;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which operations ONNX Runtime makes of quantized graphs when it loads them. */
class QuantizedGraphTest {
    private static final int SIZE = 8;
    private static final List<String> TYPES = List.of(
            "Conv",
            "QLinearConv",
            "Gemm",
            "QGemm",
            "Add",
            "QLinearAdd",
            "QLinearGlobalAveragePool",
            "Relu",
            "QuantizeLinear",
            "DequantizeLinear");

    @TempDir
    private Path folder;

    /** Only the images are quantized and the output is dequantized; all between computes with integers. */
    @Test
    void aClassifierComputesWithIntegers() throws OrtException, IOException {
        FeatureMap stem = image().conv2d(8, 3, 1, 1).relu().maxPool(2, 2);
        FeatureMap sum = Nin.add(stem.conv2d(8, 3, 1, 1), stem).relu();
        ModelSpec spec = sum.depthwiseConv2d(3, 1, 1)
                .relu()
                .conv2d(8, 1)
                .relu()
                .flatten()
                .dense(3)
                .build("residual");

        assertThat(operations(spec, TestTimeAugmentation.NONE))
                .isEqualTo(Map.of("QLinearConv", 4, "QLinearAdd", 1, "QGemm", 1, "QuantizeLinear", 1));
    }

    @Test
    void aNetworkInNetworkComputesWithIntegersUpToItsLastPooling() throws OrtException, IOException {
        ModelSpec spec = image().conv2d(8, 3, 1, 1)
                .relu()
                .dropout(0.5f)
                .maxPool(3, 2)
                .conv2d(3, 1)
                .globalAvgPool()
                .build("nin");

        for (TestTimeAugmentation augmentation : TestTimeAugmentation.values()) {
            assertThat(operations(spec, augmentation))
                    .containsAllEntriesOf(Map.of("QLinearConv", 2, "QuantizeLinear", 1, "DequantizeLinear", 1))
                    .doesNotContainKey("Conv");
        }
    }

    /** The activation itself computes in floats; its result is quantized once, for the convolution and for the sum. */
    @Test
    void whatFollowsAnotherActivationComputesWithIntegers() throws OrtException, IOException {
        FeatureMap swish = image().conv2d(8, 3, 1, 1).swish();
        ModelSpec spec =
                Nin.add(swish.conv2d(8, 1), swish).relu().flatten().dense(3).build("swish");

        assertThat(operations(spec, TestTimeAugmentation.NONE))
                .containsEntry("QLinearConv", 2)
                .containsEntry("QLinearAdd", 1)
                .doesNotContainKeys("Conv", "Add");
    }

    /** An output of 256 levels would be coarse, and its convolution is not worth it. */
    @Test
    void theConvolutionOfAnOutputStaysInFloats() throws OrtException, IOException {
        ModelSpec spec = image().conv2d(8, 3, 1, 1).relu().conv2d(3, 1).relu().build("map");
        Checkpoint checkpoint =
                TestModels.checkpoint(spec, 1).withGoals(Goals.of(spec, Task.segmentation(List.of("a", "b", "c"))));

        assertThat(operations(checkpoint, TestTimeAugmentation.NONE))
                .containsEntry("QLinearConv", 1)
                .containsEntry("Conv", 1);
    }

    private static FeatureMap image() {
        return Nin.image(SIZE, SIZE, 1).normalize(0.4f, 0.3f);
    }

    private Map<String, Integer> operations(ModelSpec spec, TestTimeAugmentation augmentation)
            throws OrtException, IOException {
        return operations(TestModels.checkpoint(spec, 1), augmentation);
    }

    /** Returns how often each type of operation occurs in the graph that ONNX Runtime runs. */
    private Map<String, Integer> operations(Checkpoint checkpoint, TestTimeAugmentation augmentation)
            throws OrtException, IOException {
        List<byte[]> sample = IntStream.range(0, 20)
                .mapToObj(i -> TestModels.pixels(1, SIZE, SIZE, 1))
                .toList();
        ExportOptions options = ExportOptions.builder()
                .int8(sample)
                .testTimeAugmentation(augmentation)
                .build();
        Path version = OnnxExporter.export(checkpoint, folder.resolve("models"), options, warning -> {});
        Path optimized = folder.resolve("optimized.onnx");
        try (OrtSession.SessionOptions session = new OrtSession.SessionOptions()) {
            session.setOptimizedModelFilePath(optimized.toString());
            OrtEnvironment.getEnvironment()
                    .createSession(version.resolve("model.onnx").toString(), session)
                    .close();
        }
        String file = Files.readString(optimized, StandardCharsets.ISO_8859_1);
        Map<String, Integer> counts = new TreeMap<>();
        for (String type : TYPES) {
            // Field 4 of a node is its type.
            String field = "\"" + (char) type.length() + type;
            int count = (file.length() - file.replace(field, "").length()) / field.length();
            if (count > 0) {
                counts.put(type, count);
            }
        }
        return counts;
    }
}
