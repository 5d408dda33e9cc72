// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import java.util.List;

/**
 * Several maps that one stage leads to, waiting to be joined: what {@link FeatureMap#branch} returns.
 *
 * @param maps at least two
 */
public record Branches(List<FeatureMap> maps) {
    /** Copies the maps. */
    public Branches {
        maps = List.copyOf(maps);
    }

    /**
     * Their channels behind each other.
     *
     * @return a map with all their channels
     */
    public FeatureMap concat() {
        return Nin.concat(maps.toArray(FeatureMap[]::new));
    }

    /**
     * Their sum, value by value.
     *
     * @return a map of their shape
     */
    public FeatureMap add() {
        return Nin.add(maps.toArray(FeatureMap[]::new));
    }
}
