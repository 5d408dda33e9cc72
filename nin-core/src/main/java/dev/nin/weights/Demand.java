// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableSet;
import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.weights.layout.Scheme;
import java.util.Set;

/**
 * The requirements on a file: what it must contain, and what may be left over.
 *
 * @param newNodes the layers that take nothing from the file
 * @param mayLack whether layers without a module are skipped
 * @param leftOver the tensors that may remain unused
 */
record Demand(Set<String> newNodes, boolean mayLack, LeftOver leftOver) {
    /** Requires all of the model and all of the file to match. */
    static final Demand ALL = new Demand(Set.of(), false, LeftOver.NOTHING);
    /** Requires all of the model. */
    static final Demand MODEL = new Demand(Set.of(), false, LeftOver.ANYTHING);
    /** Requires nothing; loads what matches. */
    static final Demand ANY = new Demand(Set.of(), true, LeftOver.ANYTHING);

    Demand {
        newNodes = ImmutableSet.copyOf(newNodes);
    }

    /** The tensors that may remain unused. */
    enum LeftOver {
        /** Nothing. */
        NOTHING,
        /** The tensors of an old head: anything but kernels larger than 1×1. */
        HEAD,
        /** Anything. */
        ANYTHING
    }

    /**
     * Returns the demand for all layers but the given ones, where only an old head may be left over.
     *
     * @throws UserInputException if a node is not in the model
     */
    static Demand newHead(ModelSpec spec, Set<String> newNodes) {
        for (String node : newNodes) {
            if (!spec.shapes().containsKey(node)) {
                throw new UserInputException("the model \"" + spec.name() + "\" has no node \"" + node
                        + "\", expected one of those with parameters: "
                        + Scheme.OWN.layout(spec).keySet());
            }
        }
        return new Demand(newNodes, false, LeftOver.HEAD);
    }
}
