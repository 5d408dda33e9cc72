// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

/** Layers that continue a network from a given stage, as a lambda: {@code x -> x.conv2d(64, 3).relu()}. */
@FunctionalInterface
public interface Continuation {
    /**
     * Continues the network.
     *
     * @param start the stage to continue from
     * @return a stage behind it, or the stage itself
     */
    FeatureMap apply(FeatureMap start);
}
