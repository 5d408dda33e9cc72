// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

/** A function that continues a network from a given stage, usually a lambda: {@code x -> x.conv2d(64, 3).relu()}. */
@FunctionalInterface
public interface Continuation {
    /**
     * Continues the network.
     *
     * @param start the stage to continue from
     * @return a later stage, or the stage itself
     */
    FeatureMap apply(FeatureMap start);
}
