// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.List;

/** Formats long lists for one-line messages. */
public final class Shown {
    /** The maximum number of characters, which leaves room for the rest of a message. */
    private static final int LONGEST = 1_600;

    private Shown() {}

    /**
     * Returns the first items of a list and the number of the remaining ones.
     *
     * @param items the items
     * @param most the maximum number of items to show; fewer are shown if they are long
     * @return a text such as "a, b and 3 more"
     */
    public static String first(List<String> items, int most) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            boolean fits = i < most && shown.length() + items.get(i).length() <= LONGEST;
            if (i > 0 && !fits) {
                return shown + " and " + (items.size() - i) + " more";
            }
            shown.append(i == 0 ? "" : ", ").append(items.get(i));
        }
        return shown.toString();
    }
}
