// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Ascii;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a model's nodes, and their places in messages. */
final class NodeNames {
    private NodeNames() {}

    /**
     * Checks that all names are legal and unique.
     *
     * @throws InvalidModelException if one is not
     */
    static void check(List<Node> nodes) {
        // TensorFlow compares names without regard to case.
        Map<String, String> places = new HashMap<>();
        int position = 0;
        for (Node node : nodes) {
            position += node.layer().preparesInput() ? 0 : 1;
            String place = place(position, node.layer().call());
            try {
                Checks.nodeName("its name", node.name());
            } catch (InvalidModelException e) {
                throw e.at(place);
            }
            String other = places.putIfAbsent(Ascii.toLowerCase(node.name()), place);
            if (other != null) {
                throw new InvalidModelException(place + ": the name \"" + node.name() + "\" is already used by " + other
                        + ", expected unique names, ignoring case");
            }
        }
    }

    /** Returns a layer's place for messages; the position is 0 if the layer preprocesses the input. */
    static String place(int position, String call) {
        return (position == 0 ? "layer `" : "layer " + position + " `") + call + "`";
    }
}
