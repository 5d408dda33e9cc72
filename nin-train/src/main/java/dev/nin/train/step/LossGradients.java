// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import com.google.common.collect.Sets;
import dev.nin.graph.GradientAudit;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.gradient.Gradients;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/** Emits the gradients of a loss and of the layers' penalties. */
final class LossGradients {
    private LossGradients() {}

    /**
     * Emits the gradients.
     *
     * @param checked types of operations in the loss whose gradient the task's author has checked
     * @param session the configuration of the session that will run them
     * @return one gradient for each trainable variable
     */
    static List<Operand<TFloat32>> emit(
            Graph graph,
            Ops tf,
            Operand<TFloat32> loss,
            ModelOperands model,
            Set<String> checked,
            ConfigProto session) {
        Operand<TFloat32> minimized = model.penalty()
                .<Operand<TFloat32>>map(penalty -> tf.math.add(loss, penalty))
                .orElse(loss);
        GradientAudit.check(
                graph, minimized, model.trainableVariables(), Sets.union(checked, model.checkedOperations()));
        return Gradients.of(
                tf,
                minimized,
                model.trainableVariables().stream().map(ModelVariable::variable).toList(),
                isMixed(session));
    }

    private static boolean isMixed(ConfigProto session) {
        return session.getGraphOptions().getRewriteOptions().getAutoMixedPrecisionOnednnBfloat16()
                == RewriterConfig.Toggle.ON;
    }
}
