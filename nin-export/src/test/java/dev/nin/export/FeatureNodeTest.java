// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.zoo.Zoo;
import org.junit.jupiter.api.Test;

/** Tests the choice of the node that provides a model's features. */
class FeatureNodeTest {
    private static final FeatureMap IMAGE = TestModels.image();

    @Test
    void isWhatTheLastBlockReadsInNin() {
        ModelSpec nin = Zoo.nin(224, 1, 10);

        assertThat(shape(nin)).isEqualTo(Shape.map(5, 5, 384));
    }

    @Test
    void isWhatTheLastDenseLayerReads() {
        ModelSpec spec =
                IMAGE.conv2d(2, 3).flatten().dense(7).relu().dense(3).relu().build("m");

        assertThat(shape(spec)).isEqualTo(Shape.vector(7));
    }

    @Test
    void isMissingWhereTheHeadReadsTheImage() {
        assertThat(FeatureNode.of(IMAGE.flatten().dense(3).build("m"))).isEmpty();
        assertThat(FeatureNode.of(
                        IMAGE.normalize(0.5f, 0.5f).conv2d(3, 3).globalAvgPool().build("m")))
                .isEmpty();
    }

    @Test
    void isMissingWhereTheHeadReadsSeveralNodes() {
        FeatureMap map = IMAGE.conv2d(3, 3);

        assertThat(FeatureNode.of(Nin.add(map, map.relu()).globalAvgPool().build("m")))
                .isEmpty();
    }

    private static Shape shape(ModelSpec spec) {
        return spec.shape(FeatureNode.of(spec).orElseThrow());
    }
}
