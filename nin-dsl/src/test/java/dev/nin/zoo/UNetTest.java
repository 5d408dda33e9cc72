// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GradientAudit;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.Concat;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.model.TorchSummary;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the U-Net: its shape and size by formula, its skip connections, and images that it rejects. */
class UNetTest {
    @Test
    void parametersByFormula() {
        long expected = block(3, 64) + block(64, 128) + block(128, 256) + block(256, 512) + block(512, 1024);
        for (long filters = 512; filters >= 64; filters /= 2) {
            expected += 2 * 2 * 2 * filters * filters + filters + block(2 * filters, filters);
        }
        expected += 64 * 2 + 2;
        ModelSpec spec = Zoo.unet(Nin.image(256, 256, 3), 2);
        assertThat(TorchSummary.of(spec).parameters()).isEqualTo(expected).isEqualTo(31_037_698);
    }

    @ParameterizedTest
    @CsvSource({"32, 48, 1, 4", "20, 12, 3, 2", "2, 2, 5, 1"})
    void eachPixelHasALogitForEachClass(int height, int width, int classes, int depth) {
        ModelSpec spec = Zoo.unet(Nin.image(height, width, 3), classes, 4, depth);
        assertThat(spec.name()).isEqualTo("unet");
        assertThat(spec.shape(spec.outputs().get(0))).isEqualTo(Shape.map(height, width, classes));
        assertThat(ModelJson.read(ModelJson.write(spec))).isEqualTo(spec);
    }

    @Test
    void eachLevelIsJoinedWithItsOwnMap() {
        ModelSpec spec = Zoo.unet(Nin.image(16, 16, 1), 2, 4, 2);
        List<Node> joins = spec.nodes().stream()
                .filter(node -> node.layer() instanceof Concat)
                .toList();
        assertThat(joins).hasSize(2);
        assertThat(joins.get(0).inputs()).containsExactly("relu_4", "conv_transpose2d_1");
        assertThat(joins.get(1).inputs()).containsExactly("relu_2", "conv_transpose2d_2");
        assertThat(spec.shape("relu_6")).isEqualTo(Shape.map(4, 4, 16));
        assertThat(spec.shape(joins.get(0).name())).isEqualTo(Shape.map(8, 8, 16));
        assertThat(spec.shape(joins.get(1).name())).isEqualTo(Shape.map(16, 16, 8));
    }

    @Test
    void everyGradientIsCheckedAndReachesItsVariable() {
        ModelSpec spec = Zoo.unet(Nin.image(8, 12, 1), 3, 2, 2);
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            GradientAudit.check(model.graph(), model.logits(), model.trainableVariables(), Set.of());
            org.tensorflow.Output<?>[] variables = model.trainableVariables().stream()
                    .map(variable -> variable.variable().asOutput())
                    .toArray(org.tensorflow.Output<?>[]::new);
            assertThat(model.graph().addGradients(model.logits().asOutput(), variables))
                    .hasSameSizeAs(variables)
                    .doesNotContainNull();
        }
    }

    @Test
    void sizesThatCannotBeHalvedAreRefused() {
        refused(
                Nin.image(100, 96, 3),
                64,
                4,
                "layer 1 `unet(2, 64, 4)`: the input 100×96×3 is halved 4 times, "
                        + "expected a height and width divisible by 16; use resize(112, 96) or less depth");
        refused(
                Nin.image(4, 6, 1),
                8,
                40,
                "layer 1 `unet(2, 8, 40)`: the input 4×6×1 is halved 40 times, expected a height and width "
                        + "divisible by 1073741824; use less depth");
        refused(Nin.image(4, 4, 1), 8, 0, "layer 1 `unet(2, 8, 0)`: the depth is 0, expected at least 1");
        refused(
                Nin.image(4, 4, 1),
                -8,
                1,
                "layer 1 `conv2d(-8, 3, 1, 1)`: the number of filters is -8, expected at least 1");
    }

    private static void refused(FeatureMap in, int filters, int depth, String message) {
        assertThatThrownBy(() -> Zoo.unet(in, 2, filters, depth))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(message);
    }

    /** Counts two convolutions without bias, each with the factor and offset of a batch normalization. */
    private static long block(long in, long out) {
        return 9 * in * out + 9 * out * out + 4 * out;
    }
}
