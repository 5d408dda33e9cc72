// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.dsl.FeatureMap;
import dev.nin.model.ModelSpec;
import dev.nin.zoo.Zoo;

/** The networks of the zoo that output a map of the image's size, by their command-line names. */
final class MapNetworks {
    static final String UNET = "unet";
    static final String AUTOENCODER = "autoencoder";

    /** A quarter of the paper's filters, which two cores train in minutes. */
    private static final int FILTERS = 16;

    private static final int DEEPEST = 4;
    private static final int CODE = 16;

    private MapNetworks() {}

    static boolean has(String name) {
        return name.equals(UNET) || name.equals(AUTOENCODER);
    }

    /**
     * Returns a network.
     *
     * @param outputs channels of its output map
     */
    static ModelSpec model(String name, FeatureMap in, int outputs) {
        if (name.equals(AUTOENCODER)) {
            return Zoo.autoencoder(in, CODE);
        }
        int halvings = Math.min(
                Integer.numberOfTrailingZeros(in.shape().height()),
                Integer.numberOfTrailingZeros(in.shape().width()));
        return Zoo.unet(in, outputs, FILTERS, Math.max(1, Math.min(DEEPEST, halvings)));
    }
}
