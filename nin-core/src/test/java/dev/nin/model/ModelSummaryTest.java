// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for a model's summary table in the format of torchsummary. */
class ModelSummaryTest {
    @Test
    void printsTheTable() {
        assertThat(ModelSummary.of(Examples.network()).toString()).isEqualTo("""
                        ----------------------------------------------------------------
                                Layer (type)               Output Shape         Param #
                        ================================================================
                                    Conv2d-1            [-1, 4, 12, 12]              40
                                      ReLU-2            [-1, 4, 12, 12]               0
                                    Conv2d-3            [-1, 4, 12, 12]             148
                                       Add-4            [-1, 4, 12, 12]               0
                                    Concat-5            [-1, 8, 12, 12]               0
                                 MaxPool2d-6              [-1, 8, 5, 6]               0
                                    Conv2d-7              [-1, 5, 4, 9]             365
                                   Sigmoid-8              [-1, 5, 4, 9]               0
                                 AvgPool2d-9              [-1, 5, 3, 8]               0
                                     Tanh-10              [-1, 5, 3, 8]               0
                                  Dropout-11              [-1, 5, 3, 8]               0
                        AdaptiveAvgPool2d-12              [-1, 5, 1, 1]               0
                                  Flatten-13                    [-1, 5]               0
                                   Linear-14                    [-1, 3]              18
                        ================================================================
                        Total params: 571
                        Trainable params: 571
                        Non-trainable params: 0
                        Multiply-adds: 38,895
                        ----------------------------------------------------------------
                        Input size (MB): 0.00
                        Forward/backward pass size (MB): 0.03
                        Params size (MB): 0.00
                        Estimated Total Size (MB): 0.04
                        ----------------------------------------------------------------
                        """);
    }

    @Test
    void sumsParametersAndCost() {
        ModelSummary summary = ModelSummary.of(Examples.network());
        // Kernels and biases of the four layers with parameters, in order.
        long same = 3 * 3 * 4 + 4;
        long one = 3 * 3 * 4 * 4 + 4;
        long uneven = 3 * 3 * 8 * 5 + 5;
        long out = 5 * 3 + 3;
        assertThat(summary.parameters()).isEqualTo(same + one + uneven + out);
        // Outputs 12×12×4, 12×12×4 and 4×9×5, each value computed from a window of the input.
        long multiplyAdds = 12 * 12 * 4 * 9 + 12 * 12 * 4 * 36 + 4 * 9 * 5 * 72 + 5 * 3;
        assertThat(summary.multiplyAdds()).isEqualTo(multiplyAdds);
    }

    @Test
    void frozenParametersAreNotTrainable() {
        ModelSpec spec = new ModelSpec(
                "frozen",
                List.of(
                        new Node("images", new Input(4, 4, 1, Input.Pixels.UINT8), List.of()),
                        frozen("normalized", new BatchNorm(0.9f, 1e-3f), "images"),
                        new Node("flat", new Flatten(), List.of("normalized")),
                        frozen("still", dense(2), "flat"),
                        new Node("out", dense(3), List.of("still"))),
                List.of("out"));
        // Factor and offset of one channel, and 16·2 + 2 of the frozen layer; moving averages do not count.
        assertThat(spec.summary().toString())
                .contains("Total params: 45\nTrainable params: 9\nNon-trainable params: 36\n");
        assertThat(spec.wideSummary(1).toString())
                .containsPattern("normalized .* frozen 2 ")
                .containsPattern("still .* frozen 34 ")
                .containsPattern("trainable +9\n")
                .containsPattern("frozen +36\n");
    }

    @Test
    void theInputIsThatOfAllImages() {
        ModelSpec spec = new ModelSpec(
                "two",
                List.of(
                        new Node("left", new Input(4, 4, 1, Input.Pixels.UINT8), List.of()),
                        new Node("larger", new Resize(Size.square(8)), List.of("left")),
                        new Node("right", new Input(8, 8, 1, Input.Pixels.UINT8), List.of()),
                        new Node("sum", new Add(), List.of("larger", "right"))),
                List.of("sum"));
        assertThat(spec.summary().inputValues()).isEqualTo(2 * 8 * 8);
    }

    @Test
    void leavesOutWhatPreparesTheInput() {
        assertThat(ModelSummary.of(Examples.network()).rows().get(0).title()).isEqualTo("Conv2d-1");
    }

    private static Node frozen(String name, Layer layer, String input) {
        return new Node(name, layer, List.of(input), Regularizer.NONE, true);
    }

    private static Dense dense(int units) {
        return new Dense(units, new Initializer.HeNormal(), new Initializer.Constant(0));
    }
}
