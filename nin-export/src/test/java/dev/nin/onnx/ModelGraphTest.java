// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.dsl.Nin;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.model.Custom;
import dev.nin.model.CustomLayer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import dev.nin.onnx.format.OnnxGraph;
import dev.nin.onnx.format.Operation;
import dev.nin.onnx.format.ValueInfo;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the graphs of models, and what is refused. */
class ModelGraphTest {
    private static final Task TASK = Task.classification(List.of("a", "b"));

    @Test
    void namesValuesAfterTheirLayers() {
        ModelSpec spec = Nin.image(4, 4, 1)
                .conv2d(2, 3)
                .relu()
                .flatten()
                .dense(2)
                .named("head")
                .build("small");

        OnnxGraph graph = graph(spec, RandomWeights.of(spec, 1));

        assertThat(graph.operations())
                .extracting(operation -> operation.outputs().get(0))
                .containsExactly(
                        "images/Transpose",
                        "images/Cast",
                        "images/Mul",
                        "conv2d_1/Conv",
                        "relu_1/Relu",
                        "flatten_1/Transpose",
                        "flatten_1/Flatten",
                        "head/Gemm",
                        "logits",
                        "head/predicted/Softmax",
                        "probabilities",
                        "head/predicted/ArgMax",
                        "class_ids");
        assertThat(graph.constants())
                .extracting(constant -> constant.name() + " " + constant.dimensions())
                .containsExactly(
                        "images/factor []",
                        "conv2d_1/kernel [2, 1, 3, 3]",
                        "conv2d_1/bias [2]",
                        "head/kernel [8, 2]",
                        "head/bias [2]");
    }

    @Test
    void dropoutNeedsNoOperation() {
        ModelSpec spec = Nin.image(4, 4, 1).flatten().dropout(0.5).dense(2).build("small");

        assertThat(graph(spec, RandomWeights.of(spec, 1)).operations())
                .extracting(Operation::type)
                .doesNotContain("Dropout");
    }

    @Test
    void anOutputNamedLikeAPredictionGetsANumber() {
        ModelSpec spec =
                Nin.image(4, 4, 1).flatten().dense(2).named("probabilities").build("small");
        Goals goals = Goals.of(spec, Task.multiLabel(List.of("a", "b")));

        OnnxGraph graph = ModelGraph.of(spec, RandomWeights.of(spec, 1), goals, TestTimeAugmentation.NONE);

        assertThat(graph.outputs()).extracting(ValueInfo::name).containsExactly("probabilities", "probabilities_1");
    }

    @Test
    void customLayersAreRefusedByName() {
        ModelSpec plain = Nin.image(4, 4, 1).flatten().dense(2).build("small");
        List<Node> nodes = new ArrayList<>(plain.nodes());
        nodes.add(new Node("own_1", new Custom("own", new Unchanged()), List.of("dense_1")));
        ModelSpec spec = new ModelSpec("small", nodes, List.of("own_1"));

        assertThatThrownBy(() -> graph(spec, RandomWeights.of(spec, 1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "layer `custom(\"own\", ...)` (\"own_1\"): its operations are code of the application, which"
                                + " ONNX has no operations for, expected layers of this library; export a SavedModel instead");
    }

    @Test
    void modelsOfTwoGigabytesAreRefused() {
        ModelSpec spec = Nin.image(128, 128, 1).flatten().dense(40_000).dense(2).build("vast");

        assertThatThrownBy(() -> graph(spec, Weights.empty()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model \"vast\" has weights of 2.6 GB, expected less than 2 GB for an ONNX file; "
                        + "export a SavedModel with variables instead");
    }

    private static OnnxGraph graph(ModelSpec spec, Weights weights) {
        return ModelGraph.of(spec, weights, Goals.of(spec, TASK), TestTimeAugmentation.NONE);
    }

    private static final class Unchanged implements CustomLayer {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<Parameter> parameters(Shape input) {
            return List.of();
        }
    }
}
