// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of a model that some of its outputs are computed from. */
final class Reached {
    private Reached() {}

    /**
     * Throws if an output has no task and no output with a task depends on it.
     *
     * @param learning the names of the outputs with a task
     * @throws UserInputException if there is such an output
     */
    static void requireOutputs(ModelSpec spec, Set<String> learning) {
        Set<String> reached = from(spec, learning);
        for (String output : spec.outputs()) {
            if (!reached.contains(output)) {
                throw new UserInputException("the output \"" + output + "\" of the model \"" + spec.name()
                        + "\" has no task; give each output one: Trainer.of(spec, Map.of(\"" + output
                        + "\", task, ...)), or build the model without it");
            }
        }
    }

    /** Returns the names of the outputs and of all nodes that they depend on. */
    private static Set<String> from(ModelSpec spec, Set<String> outputs) {
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
