// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * What has to be in a file, and what may be left over.
 *
 * @param newNodes layers that take nothing from the file
 * @param mayLack whether layers whose module is absent are left out
 * @param leftOver what no layer needs to take
 */
record Demand(Set<String> newNodes, boolean mayLack, LeftOver leftOver) {
    /** Everything in the model and everything in the file. */
    static final Demand ALL = new Demand(Set.of(), false, LeftOver.NOTHING);
    /** Everything in the model. */
    static final Demand MODEL = new Demand(Set.of(), false, LeftOver.ANYTHING);
    /** What is there. */
    static final Demand ANY = new Demand(Set.of(), true, LeftOver.ANYTHING);

    Demand {
        newNodes = ImmutableSet.copyOf(newNodes);
    }

    /** What no layer needs to take. */
    enum LeftOver {
        /** Nothing. */
        NOTHING,
        /** What an old head may consist of: no kernels larger than 1×1. */
        HEAD,
        /** Anything. */
        ANYTHING
    }

    /** Everything but those layers, and nothing but an old head left over. */
    static Demand newHead(Set<String> newNodes) {
        return new Demand(newNodes, false, LeftOver.HEAD);
    }
}
