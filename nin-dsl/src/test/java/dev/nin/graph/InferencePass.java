// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** One batch through a model with weights that stay. */
final class InferencePass {
    private InferencePass() {}

    /** The model's first output. */
    static float[] logits(ModelSpec spec, Weights weights, TNumber images) {
        String logits = spec.outputs().get(0);
        return nodes(spec, weights, images, List.of(logits)).values().iterator().next();
    }

    /** What nodes of these names put out. */
    static Map<String, float[]> nodes(ModelSpec spec, Weights weights, TNumber images, List<String> names) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.frozen(weights));
                Session session = new Session(model.graph())) {
            Session.Runner runner = session.runner().feed(model.input(), images);
            names.forEach(name -> runner.fetch(model.operands().node(name)));
            Map<String, float[]> outputs = new LinkedHashMap<>();
            try (Result result = runner.run()) {
                for (int i = 0; i < names.size(); i++) {
                    outputs.put(names.get(i), Tensors.floats((TFloat32) result.get(i)));
                }
            }
            return outputs;
        }
    }
}
