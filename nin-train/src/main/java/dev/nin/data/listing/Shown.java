// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.List;

/** Long lists in messages of one line. */
public final class Shown {
    private Shown() {}

    /**
     * The first items of a list, and how many more there are.
     *
     * @param items what to show
     * @param most how many to show at most
     * @return such as "a, b and 3 more"
     */
    public static String first(List<String> items, int most) {
        if (items.size() <= most) {
            return String.join(", ", items);
        }
        return String.join(", ", items.subList(0, most)) + " and " + (items.size() - most) + " more";
    }
}
