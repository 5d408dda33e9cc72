// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.metric.Metric;
import dev.nin.model.Activation;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.task.Target;
import dev.nin.task.Task;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Ops;

class GoalsTest {
    private static final Task TWO = Task.classification(List.of("cat", "dog"));
    private static final Task THREE = Task.classification(List.of("left", "middle", "right"));

    @Test
    void outputsHaveTasksOfTheirOwn() {
        Goals goals = Goals.of(twoHeads(), Map.of("animal", TWO, "side", THREE)).weighted("side", 0.5);
        assertThat(goals.goals()).containsExactly(new Goal("animal", TWO, 1), new Goal("side", THREE, 0.5));
        assertThat(goals.metrics()).extracting(Metric::name).containsExactly("animal_accuracy", "side_accuracy");
        assertThat(goals.targets(twoHeads()))
                .containsExactly(
                        Target.ofClass(List.of("cat", "dog")).named("animal"),
                        Target.ofClass(List.of("left", "middle", "right")).named("side"));
    }

    @Test
    void aTapOnTheWayToAnOutputNeedsNoTask() {
        ModelSpec tapped = new ModelSpec("tapped", twoHeads().nodes().subList(0, 4), List.of("animal", "relu"));
        assertThat(Goals.of(tapped, TWO).goals()).hasSize(1);
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(
                () -> Goals.of(twoHeads(), TWO),
                "the output \"side\" of the model \"heads\" has no task; give each output one: Trainer.of(spec, "
                        + "Map.of(\"side\", task, ...)), or build the model without it");
        refused(
                () -> Goals.of(twoHeads(), Map.of("animal", TWO, "hand", THREE)),
                "the model \"heads\" has no output \"hand\", expected one of [animal, side]");
        refused(
                () -> new Goals(List.of(new Goal("animal", TWO, 1), new Goal("animal", THREE, 1))),
                "the output \"animal\" has two tasks, expected one; remove one of them");
        refused(() -> new Goals(List.of()), "there is no task, expected one for each output of the model");
        refused(
                () -> new Goal("animal", TWO, 0),
                "the weight of the output \"animal\" is 0.0, expected a number above 0, such as 1");
        refused(
                () -> Goals.of(twoHeads(), Map.of("animal", TWO, "side", THREE)).weighted("hand", 2),
                "there is no task for the output \"hand\", expected one of [animal, side]");
        refused(
                () -> new Goals(List.of(new Goal("tail", TWO, 1))).requireFit(twoHeads()),
                "the model \"heads\" has the outputs [animal, side], expected \"tail\" among them, for which there is"
                        + " a task");
    }

    @Test
    void comesBackFromJson() {
        Goals goals = Goals.of(
                        twoHeads(),
                        Map.of(
                                "animal",
                                Task.classification(List.of("cat", "dog"))
                                        .smoothed(0.1)
                                        .calibrated(1.4),
                                "side",
                                Task.classification(List.of("left", "middle", "right"))
                                        .weighted(1, 0.5f, 2)))
                .weighted("side", 0.25);
        assertThat(GoalSettings.read(GoalSettings.write(goals))).isEqualTo(goals);
    }

    @Test
    void answersAreScopedUnderOutputsThatMayBeginWithAnUnderscore() {
        ModelSpec spec = heads("_animal", "animal");
        Goals goals = Goals.of(spec, Map.of("_animal", TWO, "animal", THREE));
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference())) {
            assertThat(goals.predictions(Ops.create(model.graph()), model.operands()))
                    .containsKeys("_animal_probabilities", "animal_probabilities");
        }
    }

    private static ModelSpec twoHeads() {
        return heads("animal", "side");
    }

    private static ModelSpec heads(String first, String second) {
        Initializer drawn = new Initializer.HeNormal();
        Initializer zero = new Initializer.Constant(0);
        return new ModelSpec(
                "heads",
                List.of(
                        new Node("images", new Input(2, 2, 1, Input.Pixels.UINT8), List.of()),
                        new Node("flat", new Flatten(), List.of("images")),
                        new Node("relu", new Activation(Activation.Function.RELU), List.of("flat")),
                        new Node(first, new Dense(2, drawn, zero), List.of("relu")),
                        new Node(second, new Dense(3, drawn, zero), List.of("relu"))),
                List.of(first, second));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(UserInputException.class).hasMessage(message);
    }
}
