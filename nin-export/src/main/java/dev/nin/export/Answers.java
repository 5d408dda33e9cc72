// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.export.ServedValue.Answer;
import dev.nin.export.ServedValue.NodeValue;
import dev.nin.graph.ModelOperands;
import dev.nin.savedmodel.SignatureNames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** What a model's graph has for the outputs of signatures. */
final class Answers {
    private final ModelOperands model;
    private final Map<Answer, Operand<?>> answers;

    private Answers(ModelOperands model, Map<Answer, Operand<?>> answers) {
        this.model = model;
        this.answers = answers;
    }

    /**
     * Adds the operations behind the logits. Those that no signature asks for are left out when the graph is written.
     */
    static Answers emit(Ops tf, ModelOperands model, List<String> labels) {
        Map<Answer, Operand<?>> answers = new EnumMap<>(Answer.class);
        Operand<TInt64> likeliest =
                tf.withName(SignatureNames.CLASS_IDS).math.argMax(model.logits(), tf.constant(1), TInt64.class);
        answers.put(
                Answer.PROBABILITIES,
                tf.withName(SignatureNames.PROBABILITIES).nn.softmax(model.logits()));
        answers.put(Answer.CLASS_IDS, likeliest);
        answers.put(
                Answer.CLASSES,
                tf.withName(SignatureNames.CLASSES).gather(labels(tf, labels), likeliest, tf.constant(0)));
        answers.put(Answer.LOGITS, tf.withName("logits").identity(model.logits()));
        FeatureNode.of(model.spec()).ifPresent(node -> answers.put(Answer.FEATURES, features(tf, model.node(node))));
        return new Answers(model, answers);
    }

    /** The operand of a value. */
    Operand<?> of(ServedValue value) {
        return value instanceof NodeValue named
                ? model.node(named.node())
                : Objects.requireNonNull(answers.get((Answer) value));
    }

    private static Operand<TFloat32> features(Ops tf, Operand<TFloat32> node) {
        Ops named = tf.withName("features");
        return node.rank() == 4 ? named.math.mean(node, tf.constant(new int[] {1, 2})) : named.identity(node);
    }

    private static Operand<TString> labels(Ops tf, List<String> labels) {
        try (TString tensor = TString.vectorOf(labels.toArray(String[]::new))) {
            return tf.withName("labels").constantOf(tensor);
        }
    }
}
