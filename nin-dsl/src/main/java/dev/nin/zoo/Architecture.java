// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.FeatureVector;

/**
 * The construction of a network.
 *
 * @param body its layers up to the last feature map
 * @param head the layers after them in the published network
 */
record Architecture(Body body, Head head) {
    /** Adds a network's layers to an image. */
    interface Body {
        FeatureMap emit(Layers layers, FeatureMap in);
    }

    /** Adds a head to the last feature map. */
    interface Head {
        FeatureVector emit(Layers layers, FeatureMap top, int classes);
    }

    /** Returns an architecture with the head of most networks: global average pooling, dropout and a dense layer. */
    static Architecture pooled(Body body) {
        return new Architecture(
                body, (layers, top, classes) -> layers.pooled(top, 0.2, classes, "classifier.1", "classifier"));
    }

    /** Returns an architecture with global average pooling and a dense layer of the given name. */
    static Architecture pooled(Body body, String name) {
        return new Architecture(body, (layers, top, classes) -> layers.pooled(top, 0, classes, name, name));
    }
}
