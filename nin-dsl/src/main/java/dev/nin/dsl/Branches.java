// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Add;
import dev.nin.model.Concat;
import java.util.List;

/**
 * The parallel branches of one stage, to be joined: the result of {@link FeatureMap#branch}.
 *
 * @param maps at least two
 */
public record Branches(List<FeatureMap> maps) {
    /** Copies the maps. */
    public Branches {
        maps = List.copyOf(maps);
    }

    /**
     * Concatenates their channels.
     *
     * @return a map with all their channels
     */
    public FeatureMap concat() {
        return FeatureMap.joined("concat(...)", Concat::new, maps);
    }

    /**
     * Returns their elementwise sum.
     *
     * @return a map of their shape
     */
    public FeatureMap add() {
        return FeatureMap.joined("add(...)", Add::new, maps);
    }
}
