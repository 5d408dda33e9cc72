// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * One batch forwards and backwards through a model in training, without an optimizer.
 *
 * @param outputs the logits and the loss, which is the mean cross-entropy
 * @param gradients the loss's, by the names of the trainable parameters
 * @param weights all parameters afterwards
 */
record TrainingPass(Weights outputs, Weights gradients, Weights weights) {
    /**
     * Runs one.
     *
     * @param images as the model's input takes them
     * @param labels for each image 1 at its class, 0 elsewhere
     */
    static TrainingPass of(ModelSpec spec, Weights weights, TNumber images, float[] labels) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1))) {
            Ops tf = Ops.create(model.graph());
            Operand<TFloat32> classes = tf.reshape(tf.constant(labels), tf.constant(new int[] {-1, spec.classes()}));
            Operand<TFloat32> losses =
                    tf.nn.softmaxCrossEntropyWithLogits(model.logits(), classes).loss();
            Operand<TFloat32> loss = tf.math.mean(losses, tf.constant(0));
            List<ModelVariable> variables = model.trainableVariables();
            GradientAudit.check(model.graph(), loss, variables, model.operands().checkedOperations());
            Output<?>[] gradients = model.graph()
                    .addGradients(
                            loss.asOutput(),
                            variables.stream()
                                    .map(variable -> variable.variable().asOutput())
                                    .toArray(Output<?>[]::new));
            List<Output<?>> fetched = new ArrayList<>(List.of(gradients));
            fetched.add(model.logits().asOutput());
            fetched.add(loss.asOutput());
            try (Session session = new Session(model.graph())) {
                Variables.write(session, model.variables(), weights);
                return run(session, model, images, fetched);
            }
        }
    }

    private static TrainingPass run(
            Session session, CompiledModel model, TNumber images, List<? extends Output<?>> fetched) {
        Session.Runner runner = session.runner().feed(model.input(), images);
        fetched.forEach(runner::fetch);
        model.operands().updates().forEach(runner::addTarget);
        try (Result result = runner.run()) {
            List<ModelVariable> variables = model.trainableVariables();
            Weights.Builder gradients = Weights.builder();
            for (int i = 0; i < variables.size(); i++) {
                ModelVariable variable = variables.get(i);
                gradients.put(variable.name(), variable.parameter().dimensions(), floats(result, i));
            }
            float[] logits = floats(result, variables.size());
            Weights outputs = Weights.builder()
                    .put("logits", List.of(logits.length), logits)
                    .put("loss", List.of(1), floats(result, variables.size() + 1))
                    .build();
            return new TrainingPass(outputs, gradients.build(), Variables.read(session, model.variables()));
        }
    }

    private static float[] floats(Result result, int place) {
        return Tensors.floats((TFloat32) result.get(place));
    }
}
