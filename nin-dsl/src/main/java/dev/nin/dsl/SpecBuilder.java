// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.base.Ascii;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sorts the stages that lead to the outputs topologically and names them. */
final class SpecBuilder {
    private final Map<Stage, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    /** The owner of each name, in lower case because TensorFlow's names are case-insensitive. */
    private final Map<String, String> taken = new HashMap<>();

    private int position;

    private SpecBuilder() {}

    static ModelSpec build(String name, List<Stage> outputs) {
        List<Stage> sorted = sort(outputs);
        SpecBuilder builder = new SpecBuilder();
        sorted.forEach(builder::takeGivenName);
        List<Node> nodes = new ArrayList<>();
        for (Stage stage : sorted) {
            String own = builder.names.computeIfAbsent(stage, builder::makeName);
            List<String> inputs = stage.inputs().stream()
                    .map(input -> Objects.requireNonNull(builder.names.get(input)))
                    .toList();
            nodes.add(stage.node(own, inputs));
        }
        List<String> outputNames = outputs.stream()
                .map(output -> Objects.requireNonNull(builder.names.get(output)))
                .toList();
        return new ModelSpec(name, nodes, outputNames);
    }

    /** Sorts depth-first without recursion, so that a chain of any length can be sorted. */
    private static List<Stage> sort(List<Stage> outputs) {
        List<Stage> sorted = new ArrayList<>();
        Map<Stage, Boolean> done = new HashMap<>();
        Deque<Stage> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            Stage stage = open.peek();
            if (done.putIfAbsent(stage, false) == null) {
                List<Stage> inputs = stage.inputs();
                for (int i = inputs.size() - 1; i >= 0; i--) {
                    if (!done.containsKey(inputs.get(i))) {
                        open.push(inputs.get(i));
                    }
                }
            } else {
                open.pop();
                if (!Objects.requireNonNull(done.put(stage, true))) {
                    sorted.add(stage);
                }
            }
        }
        return sorted;
    }

    private void takeGivenName(Stage stage) {
        position += stage.layer().preparesInput() ? 0 : 1;
        String given = stage.name();
        if (given != null) {
            String place = ModelSpec.place(position, stage.layer().call());
            String other = taken.putIfAbsent(Ascii.toLowerCase(given), place);
            if (other != null) {
                throw new InvalidModelException(place + ": the name \"" + given + "\" is already used by " + other
                        + ", expected unique names, ignoring case");
            }
            names.put(stage, given);
        }
    }

    /** Returns the kind and a number, such as conv2d_1; the input has no number. */
    private String makeName(Stage stage) {
        String stem = stage.layer().stem();
        String made = stage.inputs().isEmpty() ? stem : numbered(stem);
        while (taken.containsKey(made)) {
            made = numbered(stem);
        }
        taken.put(made, stage.layer().call());
        return made;
    }

    private String numbered(String stem) {
        return stem + "_" + counts.merge(stem, 1, Integer::sum);
    }
}
