// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.step.TrainingGraph;
import dev.nin.weights.Weights;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** Using a closed object throws an exception instead of crashing the process. */
class ClosedTest {
    @Test
    void anEvaluatorRefusesUse() {
        Evaluator evaluator = new Evaluator(
                SmallTraining.MODEL,
                Goals.of(SmallTraining.MODEL, SmallTraining.TASK),
                ConfigProto.getDefaultInstance());
        Weights weights;
        try (TrainingGraph graph = new TrainingGraph(
                SmallTraining.MODEL,
                Goals.of(SmallTraining.MODEL, SmallTraining.TASK),
                TrainingConfig.builder().build(),
                ConfigProto.getDefaultInstance())) {
            weights = graph.weights();
        }
        evaluator.load(weights);
        evaluator.evaluate(SmallTraining.FEW);
        evaluator.close();
        evaluator.close();
        assertThatThrownBy(() -> evaluator.load(weights)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> evaluator.evaluate(SmallTraining.FEW)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> evaluator.predict(SmallTraining.FEW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTrainingGraphRefusesUse() {
        TrainingGraph graph = new TrainingGraph(
                SmallTraining.MODEL,
                Goals.of(SmallTraining.MODEL, SmallTraining.TASK),
                TrainingConfig.builder().build(),
                ConfigProto.getDefaultInstance());
        Weights weights = graph.weights();
        graph.close();
        graph.close();
        assertThatThrownBy(graph::weights).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> graph.setWeights(weights)).isInstanceOf(IllegalStateException.class);
    }
}
