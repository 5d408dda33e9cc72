// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static dev.nin.dsl.Nin.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.model.TorchSummary;
import dev.nin.zoo.Zoo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the seed's Network-in-Network against the table and the numbers of the reference. */
class NinTest {
    @Test
    void theLineOfTheDesignGivesTheReferenceTable() throws IOException {
        FeatureMap in = image(224, 224, 1);
        ModelSpec nin = nin(in, 96, 11, 4, 0)
                .maxPool(3, 2)
                .nin(256, 5, 1, 2)
                .maxPool(3, 2)
                .nin(384, 3, 1, 1)
                .maxPool(3, 2)
                .dropout(0.5)
                .nin(10, 3, 1, 1)
                .globalAvgPool()
                .build("nin");
        String reference = Resources.toString(
                Resources.getResource(NinTest.class, "nin-summary-1x224x224.tsv"), StandardCharsets.UTF_8);
        List<String> rows = TorchSummary.of(nin).rows().stream()
                .map(row -> Joiner.on('\t').join(row.title(), row.torchShape(), row.parameters()))
                .toList();
        List<String> expected = Splitter.on('\n').omitEmptyStrings().splitToList(reference);
        assertThat(expected).hasSize(31);
        assertThat(rows).containsExactlyElementsOf(expected.subList(1, expected.size()));
    }

    @ParameterizedTest
    @CsvSource({"224, 762297352", "96, 107999560", "68, 53940520"})
    void costsWhatTheReferenceSays(int size, long multiplyAdds) {
        TorchSummary summary = TorchSummary.of(Zoo.nin(size, 1, 10));
        assertThat(summary.multiplyAdds()).isEqualTo(multiplyAdds);
        assertThat(summary.parameters()).isEqualTo(1_992_166);
    }

    @Test
    void theDesignsLineIsTheZoosModel() {
        FeatureMap in = image(96, 96, 1);
        ModelSpec written = nin(in, 96, 11, 4, 0)
                .maxPool(3, 2)
                .nin(256, 5, 1, 2)
                .maxPool(3, 2)
                .nin(384, 3, 1, 1)
                .maxPool(3, 2)
                .dropout(0.5)
                .nin(10, 3, 1, 1)
                .globalAvgPool()
                .build("nin");
        assertThat(written).isEqualTo(Zoo.nin(96, 1, 10));
    }

    @Test
    void theSmallestImageIs67Pixels() {
        assertThat(Zoo.nin(67, 1, 10).classes()).isEqualTo(10);
        assertThatThrownBy(() -> Zoo.nin(66, 1, 10))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("layer 21 `maxPool(3, 2)`: the window 3×3 does not fit the input 2×2×384; "
                        + "use a larger image or a smaller window");
    }

    @Test
    void preparationIsNoLayerOfTheSummary() {
        ModelSpec spec = Zoo.nin(image(28, 28, 1).resize(68, 68).normalize(0.286f, 0.353f), 10);
        assertThat(TorchSummary.of(spec).rows()).hasSize(30);
        assertThat(spec.nodes()).hasSize(33);
        assertThat(spec.shape("resize_1")).isEqualTo(Shape.map(68, 68, 1));
    }
}
