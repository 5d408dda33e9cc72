// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Runs a batch through a compiled model in a new session and computes statistics of each node's output. */
final class Tracer {
    private Tracer() {}

    static ModelTrace trace(
            Graph graph,
            Map<String, Placeholder<? extends TNumber>> inputs,
            ModelOperands operands,
            Map<String, ? extends TNumber> batches) {
        check(inputs, batches);
        List<Node> nodes = operands.spec().nodes();
        try (Session session = new Session(graph)) {
            Session.Runner runner = session.runner();
            inputs.forEach((name, input) -> runner.feed(input, Objects.requireNonNull(batches.get(name))));
            // Nodes that return their input, such as dropout in inference, share an output, which is fetched once.
            List<Output<TFloat32>> outputs = nodes.stream()
                    .map(node -> operands.node(node.name()).asOutput())
                    .toList();
            List<Output<TFloat32>> distinct = outputs.stream().distinct().toList();
            distinct.forEach(runner::fetch);
            try (Result result = runner.run()) {
                Map<Output<TFloat32>, TFloat32> found = new HashMap<>();
                for (int i = 0; i < distinct.size(); i++) {
                    found.put(distinct.get(i), (TFloat32) result.get(i));
                }
                List<ModelTrace.Row> rows = new ArrayList<>();
                for (int i = 0; i < nodes.size(); i++) {
                    rows.add(row(nodes.get(i), Objects.requireNonNull(found.get(outputs.get(i)))));
                }
                return new ModelTrace(rows);
            }
        }
    }

    private static ModelTrace.Row row(Node node, TFloat32 output) {
        List<Long> shape = new ArrayList<>();
        for (long dimension : output.shape().asArray()) {
            shape.add(dimension);
        }
        return new ModelTrace.Row(
                node.name(), node.layer().call(), shape, ModelTrace.Values.of(Tensors.floats(output)));
    }

    private static void check(
            Map<String, Placeholder<? extends TNumber>> inputs, Map<String, ? extends TNumber> batches) {
        if (!batches.keySet().equals(inputs.keySet())) {
            throw new IllegalArgumentException("batches are given for " + batches.keySet() + ", the model takes "
                    + inputs.keySet() + "; give one for each input");
        }
        inputs.forEach((name, input) -> check(name, input, Objects.requireNonNull(batches.get(name))));
    }

    private static void check(String name, Placeholder<? extends TNumber> input, TNumber batch) {
        Shape expected = input.shape();
        boolean fits = input.type().isInstance(batch)
                && expected.isCompatibleWith(batch.shape())
                && batch.shape().get(0) > 0;
        if (!fits) {
            throw new IllegalArgumentException("the batch is " + batch.type().getSimpleName() + " " + batch.shape()
                    + ", the model's input \"" + name + "\" takes "
                    + input.type().getSimpleName() + " " + expected + ", at least one image");
        }
    }
}
