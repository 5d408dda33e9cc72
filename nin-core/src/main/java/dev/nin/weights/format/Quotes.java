// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import com.fasterxml.jackson.databind.node.TextNode;

/** Formats names from a file for messages. */
public final class Quotes {
    private static final int LONGEST = 80;

    private Quotes() {}

    /**
     * Returns a name in quotes, on one line and shortened if it is long.
     *
     * @param name the name
     * @return a text such as "conv1.weight"
     */
    public static String quoted(String name) {
        return shortened(TextNode.valueOf(name).toString());
    }

    /**
     * Returns the beginning of a long text.
     *
     * @param text the text
     * @return the text itself if it is short
     */
    public static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
