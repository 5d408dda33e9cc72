// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.model.Padding;

/** The Inception networks of the zoo (Szegedy et al. 2014). */
final class Inception {
    private Inception() {}

    /** Returns a convolution and two modules, each after a pooling. */
    static FeatureMap mini(FeatureMap in) {
        FeatureMap stem = convolution(in, 48, 3).maxPool(3, 2, Padding.same());
        FeatureMap first = module(stem, 16, 24, 32, 4, 8, 8).maxPool(3, 2, Padding.same());
        return module(first, 32, 32, 48, 8, 24, 16);
    }

    /**
     * Returns a module of four parallel branches: 1×1; 1×1 then 3×3; 1×1 then 5×5; pooling then 1×1.
     *
     * @param one channels of the 1×1 branch
     * @param beforeThree channels before the 3×3 convolution
     * @param three channels of the 3×3 convolution
     * @param beforeFive channels before the 5×5 convolution
     * @param five channels of the 5×5 convolution
     * @param pooled channels after the pooling
     */
    private static FeatureMap module(
            FeatureMap in, int one, int beforeThree, int three, int beforeFive, int five, int pooled) {
        return in.branch(
                        x -> convolution(x, one, 1),
                        x -> convolution(convolution(x, beforeThree, 1), three, 3),
                        x -> convolution(convolution(x, beforeFive, 1), five, 5),
                        x -> convolution(x.maxPool(3, 1, Padding.same()), pooled, 1))
                .concat();
    }

    private static FeatureMap convolution(FeatureMap in, int filters, int kernel) {
        return in.conv2d(filters, kernel, 1, kernel / 2)
                .withoutBias()
                .batchNorm()
                .relu();
    }
}
