// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Session;

/** A model small enough to export in a moment. */
final class TinyModel {
    private TinyModel() {}

    /** Returns a model for 4×4 gray images and the classes a, b and c. */
    static Checkpoint checkpoint() {
        return checkpoint(
                Nin.image(4, 4, 1).conv2d(2, 3).relu().flatten().dense(3).build("tiny"));
    }

    /** Returns a checkpoint with random weights and the labels a, b, c and so on. */
    static Checkpoint checkpoint(ModelSpec spec) {
        List<String> labels = IntStream.range(0, spec.classes())
                .mapToObj(label -> Character.toString('a' + label))
                .toList();
        return new Checkpoint(spec, weights(spec), Weights.empty(), labels, 0);
    }

    /** Returns a checkpoint with random weights for any tasks. */
    static Checkpoint checkpoint(ModelSpec spec, Goals goals) {
        return new Checkpoint(spec, weights(spec), Weights.empty(), goals, 0, Map.of());
    }

    private static Weights weights(ModelSpec spec) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }
}
