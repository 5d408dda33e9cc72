// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.weights.Weights;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Session;

/** Tests for reading and writing variables of a session. */
class VariablesTest {
    private final CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.training(1));
    private final Session session = new Session(model.graph());

    @AfterEach
    void close() {
        session.close();
        model.close();
    }

    @Test
    void whatIsWrittenIsRead() {
        Weights changed = Variables.read(session, model.variables())
                .scaled("conv2d_1/kernel", -2)
                .filled("conv2d_1/bias", 7);
        Variables.write(session, model.variables(), changed);
        assertThat(Variables.read(session, model.variables())).isEqualTo(changed);
        assertThat(Runs.floats(changed, "conv2d_1/bias")).containsOnly(7);
    }

    @Test
    void scalingMultipliesEachValue() {
        Weights weights =
                Weights.builder().put("a", List.of(2), new float[] {1, -3}).build();
        assertThat(Runs.floats(weights.scaled("a", 2), "a")).containsExactly(2, -6);
        assertThat(Runs.floats(weights, "a")).containsExactly(1, -3);
    }

    @Test
    void noVariablesGiveNoWeights() {
        assertThat(Variables.read(session, List.of())).isEqualTo(Weights.empty());
    }

    @Test
    void aMissingWeightIsRefusedAndNothingIsSet() {
        Weights before = Variables.read(session, model.variables());
        Weights partial = Weights.builder()
                .put("conv2d_1/kernel", List.of(3, 3, 1, 3), new float[27])
                .build();
        assertThatThrownBy(() -> Variables.write(session, model.variables(), partial))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no array \"conv2d_1/bias\", only [conv2d_1/kernel]");
        assertThat(Variables.read(session, model.variables())).isEqualTo(before);
    }

    @Test
    void aMisshapenWeightIsRefused() {
        Weights wrong = Weights.builder()
                .put("conv2d_1/kernel", List.of(27), new float[27])
                .put("conv2d_1/bias", List.of(3), new float[3])
                .build();
        assertThatThrownBy(() -> Variables.write(session, model.variables(), wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the weights' \"conv2d_1/kernel\" has the shape [27], expected [3, 3, 1, 3]");
    }

    @Test
    void weightsOfTheWrongLengthOrGivenTwiceAreRefused() {
        Weights.Builder builder = Weights.builder().put("a", List.of(1), new float[1]);
        assertThatThrownBy(() -> builder.put("b", List.of(2, 3), new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"b\" has 5 values, its shape [2, 3] needs 6");
        assertThatThrownBy(() -> builder.put("a", List.of(1), new float[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a\" is given twice");
    }

    @Test
    void weightsAreCopiedAndCannotBeChanged() {
        float[] values = {1};
        Weights weights = Weights.builder().put("a", List.of(1), values).build();
        values[0] = 2;
        assertThat(weights.values("a").get(0)).isEqualTo(1);
        assertThat(weights.values("a").isReadOnly()).isTrue();
    }
}
