// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.drawing.ModelDrawing;
import dev.nin.model.ModelSpec;
import dev.nin.model.ModelSummary;
import dev.nin.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The zoo's networks as tables and pictures. */
class LookingTest {
    @Test
    void eachNetworkIsDrawn() throws IOException {
        for (String name : Zoo.names()) {
            ModelSpec spec = Zoo.model(name, Nin.image(96, 96, 3), 10);
            ModelDrawing drawing = ModelDrawing.of(spec);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawing.png()));
            assertThat(image.getHeight()).as(name).isGreaterThan(image.getWidth());
            for (String node : spec.shapes().keySet()) {
                assertThat(drawing.svg()).containsOnlyOnce(">" + node + "</text>");
                assertThat(spec.toDot()).containsOnlyOnce("  \"" + node + "\" [label=");
            }
        }
    }

    @Test
    void stagesAndModelsShowThemselves() {
        FeatureMap map = Nin.image(224, 224, 1).conv2d(96, 11, 4, 0);

        assertThat(map).hasToString("conv2d(96, 11, 4, 0) -> 54×54×96");
        assertThat(map.globalAvgPool()).hasToString("flatten() -> 96");
        assertThat(Zoo.nin(224, 1, 10)).hasToString("nin: 31 nodes, 1,992,166 parameters, 10");
    }

    @Test
    void theSeedsNetworkSeesTheWholeImageInTheEnd() {
        List<ModelSummary.Row> rows = Zoo.nin(224, 1, 10).summary(1).rows();
        assertThat(field(rows, "conv2d_1")).isEqualTo("11×11");
        assertThat(field(rows, "max_pool_1")).isEqualTo("19×19");
        assertThat(field(rows, "conv2d_4")).isEqualTo("51×51");
        assertThat(field(rows, "max_pool_2")).isEqualTo("67×67");
        assertThat(field(rows, "conv2d_9")).isEqualTo("99×99");
        assertThat(field(rows, "max_pool_3")).isEqualTo("131×131");
        assertThat(field(rows, "relu_12")).isEqualTo("195×195");
        assertThat(field(rows, "global_avg_pool_1")).isEqualTo("all");
    }

    private static String field(List<ModelSummary.Row> rows, String name) {
        return rows.stream()
                .filter(row -> row.node().name().equals(name))
                .findFirst()
                .orElseThrow()
                .field()
                .toString();
    }
}
