// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.UserInputException;
import dev.nin.export.ServedValue.Answer;
import dev.nin.export.ServedValue.Derived;
import dev.nin.export.ServedValue.NodeValue;
import dev.nin.graph.GradCam;
import dev.nin.graph.ModelOperands;
import dev.nin.model.ModelSpec;
import dev.nin.model.Size;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.task.output.Goals;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** The operands of a model's graph that signatures can return. */
final class Answers {
    private final ModelOperands model;
    private final Map<String, Operand<? extends TType>> answers;
    private final Map<Derived, Operand<TFloat32>> derived;

    private Answers(
            ModelOperands model,
            Map<String, Operand<? extends TType>> answers,
            Map<Derived, Operand<TFloat32>> derived) {
        this.model = model;
        this.answers = answers;
        this.derived = derived;
    }

    /**
     * Adds the operations after the model's outputs. Those that no signature uses are left out of the written graph;
     * the gradients for the heat are not even added to this one.
     *
     * @throws dev.nin.model.InvalidModelException if a signature returns the heat and the gradient of an operation that
     *     it needs is unchecked
     */
    static Answers emit(Ops tf, ModelOperands model, Goals goals, List<ServingSignature> signatures) {
        Map<String, Operand<? extends TType>> answers = goals.predictions(tf, model);
        Map<Derived, Operand<TFloat32>> derived = new EnumMap<>(Derived.class);
        derived.put(Derived.LOGITS, tf.withName("logits").identity(model.logits()));
        FeatureNode.of(model.spec()).ifPresent(node -> derived.put(Derived.FEATURES, features(tf, model.node(node))));
        if (signatures.stream().anyMatch(each -> each.outputs().containsValue(Derived.HEAT))) {
            derived.put(Derived.HEAT, heat(tf, model));
        }
        return new Answers(model, answers, derived);
    }

    /**
     * Returns the operands of a signature's outputs by their names.
     *
     * @throws UserInputException if the tasks do not have a prediction that it names
     */
    Map<String, Operand<?>> of(ServingSignature signature) {
        if (signature.outputs().isEmpty()) {
            return new LinkedHashMap<>(answers);
        }
        Map<String, Operand<?>> operands = new LinkedHashMap<>();
        signature.outputs().forEach((name, value) -> operands.put(name, of(signature, value)));
        return operands;
    }

    private Operand<?> of(ServingSignature signature, ServedValue value) {
        if (value instanceof NodeValue named) {
            return model.node(named.node());
        }
        if (value instanceof Answer answer) {
            if (!answers.containsKey(answer.name())) {
                throw new UserInputException("signature " + signature.key() + ": model \""
                        + model.spec().name() + "\" has no prediction \"" + answer.name() + "\", expected one of "
                        + answers.keySet());
            }
            return Objects.requireNonNull(answers.get(answer.name()));
        }
        return Objects.requireNonNull(derived.get((Derived) value));
    }

    private static Operand<TFloat32> features(Ops tf, Operand<TFloat32> node) {
        Ops named = tf.withName("features");
        return node.rank() == 4 ? named.math.mean(node, tf.constant(new int[] {1, 2})) : named.identity(node);
    }

    /** Emits the heat. Signatures that do not fit the model have been rejected before. */
    private static Operand<TFloat32> heat(Ops tf, ModelOperands model) {
        ModelSpec spec = model.spec();
        Ops scoped = tf.withSubScope("heat_of");
        GradCam cam = GradCam.of(spec, spec.outputs().get(0)).orElseThrow();
        Size size = new Size(spec.input().height(), spec.input().width());
        return tf.withName(SignatureNames.HEAT).identity(GradCam.resized(scoped, cam.ofPredicted(scoped, model), size));
    }
}
