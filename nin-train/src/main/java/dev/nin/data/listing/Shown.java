// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.util.List;

/** Long lists in messages of one line. */
public final class Shown {
    /** Characters that leave room for the rest of a message. */
    private static final int LONGEST = 1_600;

    private Shown() {}

    /**
     * The first items of a list, and how many more there are.
     *
     * @param items what to show
     * @param most how many to show at most; fewer if they are long
     * @return such as "a, b and 3 more"
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
