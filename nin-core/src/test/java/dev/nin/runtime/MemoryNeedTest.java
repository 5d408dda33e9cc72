// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.Activation;
import dev.nin.model.Conv2d;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Regularizer;
import dev.nin.model.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Estimates of the memory for a model of two convolutions, calculated by hand. */
class MemoryNeedTest {
    private static final double PIXELS = 100 * 100 * 4;
    private static final double FIRST = (9 * 3 * 8 + 8) * 4;
    private static final double SECOND = (9 * 8 * 8 + 8) * 4;
    private static final double WEIGHTS = FIRST + SECOND;

    /** Kept are the image and both outputs of ReLUs, and three times the largest is computed on the way back. */
    @Test
    void countsWhatTheBackwardPassReads() {
        double each = 3 * PIXELS + 2 * 8 * PIXELS + 3 * 8 * PIXELS;

        assertThat(MemoryNeed.training(model(false), 1, 0, false)).isEqualTo(each);
        assertThat(MemoryNeed.training(model(false), 32, 4, false)).isEqualTo(32 * each + 4 * WEIGHTS);
        assertThat(MemoryNeed.training(model(false), 32, 4, true)).isEqualTo(16 * each + 4 * WEIGHTS);
    }

    @Test
    void leavesOutWhatIsFrozen() {
        assertThat(MemoryNeed.training(model(true), 1, 0, false)).isEqualTo(2 * 8 * PIXELS + 3 * 8 * PIXELS);
    }

    /** At most two outputs of a convolution are there at the same time. */
    @Test
    void freesOutputsThatNothingReadsAnymore() {
        assertThat(MemoryNeed.inference(model(false), 5)).isEqualTo(5 * 2 * 8 * PIXELS + WEIGHTS);
    }

    private static ModelSpec model(boolean isFrozen) {
        Activation relu = new Activation(Activation.Function.RELU);
        return new ModelSpec(
                "two",
                List.of(
                        new Node("in", new Input(100, 100, 3, Input.Pixels.UINT8), List.of()),
                        new Node("first", conv(), List.of("in"), Regularizer.NONE, isFrozen),
                        new Node("relu1", relu, List.of("first")),
                        new Node("second", conv(), List.of("relu1")),
                        new Node("relu2", relu, List.of("second")),
                        new Node("pool", new GlobalAvgPool2d(), List.of("relu2"))),
                List.of("pool"));
    }

    private static Layer conv() {
        return new Conv2d(
                8,
                Size.square(3),
                Size.square(1),
                Padding.same(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
    }
}
