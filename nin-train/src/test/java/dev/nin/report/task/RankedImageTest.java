// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the choice of representative images. */
class RankedImageTest {
    @Test
    void areSpreadFromTheWorstToTheBest() {
        assertThat(RankedImage.spread(new double[] {0.5, 0.1, 0.9, Double.NaN, 0.3, 0.7, 0.2, 0.8, 0.6, 0.4}))
                .containsExactly(
                        new RankedImage(1, "worst", 0.1),
                        new RankedImage(4, "lower quartile", 0.3),
                        new RankedImage(0, "median", 0.5),
                        new RankedImage(5, "upper quartile", 0.7),
                        new RankedImage(2, "best", 0.9));
    }

    @Test
    void areFewerOfFewImages() {
        assertThat(RankedImage.spread(new double[0])).isEmpty();
        assertThat(RankedImage.spread(new double[] {Double.NaN})).isEmpty();
        assertThat(RankedImage.spread(new double[] {1}))
                .extracting(RankedImage::rank)
                .containsExactly("worst");
        assertThat(RankedImage.spread(new double[] {2, 1}))
                .containsExactly(new RankedImage(1, "worst", 1), new RankedImage(0, "best", 2));
        assertThat(RankedImage.spread(new double[] {2, 1, 3}))
                .extracting(RankedImage::rank)
                .containsExactly("worst", "median", "best");
    }
}
