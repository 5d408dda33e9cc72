// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of a model that some of its outputs are computed from. */
final class Reached {
    private Reached() {}

    /** Returns the names of the outputs and of all nodes that they depend on. */
    static Set<String> from(ModelSpec spec, Set<String> outputs) {
        Set<String> reached = new HashSet<>(outputs);
        List<Node> nodes = spec.nodes();
        // Nodes come after those that they read.
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (reached.contains(nodes.get(i).name())) {
                reached.addAll(nodes.get(i).inputs());
            }
        }
        return reached;
    }
}
