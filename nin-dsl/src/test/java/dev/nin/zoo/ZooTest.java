// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.GradientAudit;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.model.Add;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.model.TorchSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests the zoo's networks against independent formulas. */
class ZooTest {
    @Test
    void ninByFormula() {
        long expected = conv(11, 1, 96)
                + 2 * conv(1, 96, 96)
                + conv(5, 96, 256)
                + 2 * conv(1, 256, 256)
                + conv(3, 256, 384)
                + 2 * conv(1, 384, 384)
                + conv(3, 384, 10)
                + 2 * conv(1, 10, 10);
        assertThat(expected).isEqualTo(1_992_166);
        assertThat(parameters("nin", 224)).isEqualTo(expected);
        assertThat(parameters("nin-linear", 224)).isEqualTo(expected);
    }

    @Test
    void leNetByFormula() {
        long expected = conv(5, 1, 6) + conv(5, 6, 16) + dense(5 * 5 * 16, 120) + dense(120, 84) + dense(84, 10);
        assertThat(expected).isEqualTo(61_706);
        assertThat(parameters("lenet", 28)).isEqualTo(expected);
    }

    @Test
    void alexNetByFormula() {
        long expected = conv(11, 1, 96)
                + conv(5, 96, 256)
                + conv(3, 256, 384)
                + conv(3, 384, 384)
                + conv(3, 384, 256)
                + dense(5 * 5 * 256, 4096)
                + dense(4096, 4096)
                + dense(4096, 10);
        assertThat(expected).isEqualTo(46_764_746);
        assertThat(parameters("alexnet", 224)).isEqualTo(expected);
    }

    @Test
    void vgg11ByFormula() {
        long expected = conv(3, 1, 64)
                + conv(3, 64, 128)
                + conv(3, 128, 256)
                + conv(3, 256, 256)
                + conv(3, 256, 512)
                + 3 * conv(3, 512, 512)
                + dense(7 * 7 * 512, 4096)
                + dense(4096, 4096)
                + dense(4096, 10);
        assertThat(expected).isEqualTo(128_806_154);
        assertThat(parameters("vgg11", 224)).isEqualTo(expected);
    }

    @Test
    void cifarNinByFormula() {
        long expected = conv(5, 3, 192)
                + conv(1, 192, 160)
                + conv(1, 160, 96)
                + conv(5, 96, 192)
                + 2 * conv(1, 192, 192)
                + conv(3, 192, 192)
                + conv(1, 192, 192)
                + conv(1, 192, 10);
        assertThat(expected).isEqualTo(966_986);
        ModelSpec spec = Zoo.cifarNin(Nin.image(32, 32, 3), 10);
        assertThat(TorchSummary.of(spec).parameters()).isEqualTo(expected);
        assertThat(spec.shape("max_pool_1")).isEqualTo(Shape.map(16, 16, 96));
        assertThat(spec.shape("avg_pool_1")).isEqualTo(Shape.map(8, 8, 192));
    }

    @Test
    void normalizedNinForCifarByFormula() {
        long expected = normalized(5, 3, 192)
                + normalized(1, 192, 160)
                + normalized(1, 160, 96)
                + normalized(5, 96, 192)
                + 2 * normalized(1, 192, 192)
                + normalized(3, 192, 192)
                + normalized(1, 192, 192)
                + conv(1, 192, 10);
        assertThat(expected).isEqualTo(968_394);
        ModelSpec spec = Zoo.normalizedCifarNin(Nin.image(32, 32, 3), 10);
        assertThat(TorchSummary.of(spec).parameters()).isEqualTo(expected);
    }

    @Test
    void resNet20ByFormula() {
        long expected = normalized(3, 3, 16)
                + 6 * normalized(3, 16, 16)
                + normalized(3, 16, 32)
                + 5 * normalized(3, 32, 32)
                + normalized(1, 16, 32)
                + normalized(3, 32, 64)
                + 5 * normalized(3, 64, 64)
                + normalized(1, 32, 64)
                + dense(64, 10);
        assertThat(expected).isEqualTo(272_474);
        ModelSpec spec = Zoo.resNet20(Nin.image(32, 32, 3), 10);
        assertThat(TorchSummary.of(spec).parameters()).isEqualTo(expected);
        assertThat(spec.nodes().stream().filter(node -> node.layer() instanceof Add))
                .hasSize(9);
    }

    @Test
    void inceptionMiniByFormula() {
        long expected = normalized(3, 3, 48)
                + inception(48, 16, 24, 32, 4, 8, 8)
                + inception(64, 32, 32, 48, 8, 24, 16)
                + dense(120, 10);
        ModelSpec spec = Zoo.inceptionMini(Nin.image(32, 32, 3), 10);
        assertThat(TorchSummary.of(spec).parameters()).isEqualTo(expected).isEqualTo(37_570);
    }

    @Test
    void ninHasAFractionOfTheParametersOfItsTime() {
        assertThat(parameters("alexnet", 224)).isGreaterThan(23 * parameters("nin", 224));
        assertThat(parameters("vgg11", 224)).isGreaterThan(64 * parameters("nin", 224));
    }

    @Test
    @Tag("golden")
    void theTableOfTheDocsIsThatOfTheNetworks() throws IOException {
        StringBuilder table = new StringBuilder("| `--model` | image | parameters | multiply-adds | layers |\n");
        table.append("| --- | --- | ---: | ---: | ---: |\n");
        for (String name : Zoo.names()) {
            boolean cifar = Set.of("nin-cifar", "nin-cifar-bn", "resnet20", "inception-mini")
                    .contains(name);
            FeatureMap image = cifar ? Nin.image(32, 32, 3) : Nin.image(224, 224, 1);
            TorchSummary summary = TorchSummary.of(Zoo.model(name, image, 10));
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %d |%n",
                    name,
                    image.shape(),
                    summary.parameters(),
                    summary.multiplyAdds(),
                    summary.rows().size()));
        }
        Path page = Path.of("..", "docs", "zoo.md");
        if (Boolean.getBoolean("golden.update")) {
            String text = Files.readString(page);
            Files.writeString(page, text.substring(0, text.indexOf("| `--model`")) + table);
        }
        assertThat(Files.readString(page)).endsWith(table.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "nin, 67, 1",
        "nin-cifar, 8, 3",
        "nin-cifar-bn, 8, 3",
        "lenet, 12, 1",
        "resnet20, 8, 3",
        "inception-mini, 8, 3"
    })
    void aGradientReachesEveryVariable(String name, int size, int channels) {
        ModelSpec spec = Zoo.model(name, Nin.image(size, size, channels), 10);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TFloat32> ones = tf.fill(tf.constant(new int[] {2, size, size, channels}), tf.constant(1f));
            ModelOperands model = GraphCompiler.apply(spec, tf, tf.dtypes.cast(ones, TUint8.class), Mode.training(1));
            List<ModelVariable> trainable = model.variables().stream()
                    .filter(variable -> variable.parameter().trainable())
                    .toList();
            GradientAudit.check(graph, model.logits(), trainable, Set.of());
            Output<?>[] gradients = graph.addGradients(
                    model.logits().asOutput(),
                    trainable.stream()
                            .map(variable -> variable.variable().asOutput())
                            .toArray(Output<?>[]::new));
            try (Session session = new Session(graph)) {
                Session.Runner runner = session.runner();
                Arrays.stream(gradients).forEach(runner::fetch);
                try (Result result = runner.run()) {
                    assertThat(result.size()).isEqualTo(trainable.size());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"nin, 67", "lenet, 12", "alexnet, 65", "vgg11, 32"})
    void theSmallestImageIsTheDocumentedOne(String name, int smallest) {
        assertThat(model(name, smallest).classes()).isEqualTo(10);
        assertThatThrownBy(() -> model(name, smallest - 1))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("does not fit the input");
    }

    @ParameterizedTest
    @CsvSource({
        "nin",
        "nin-linear",
        "nin-cifar",
        "nin-cifar-bn",
        "lenet",
        "alexnet",
        "vgg11",
        "resnet20",
        "inception-mini"
    })
    void modelsAreNamedAndHaveTheClassesAskedFor(String name) {
        ModelSpec spec = Zoo.model(name, Nin.image(224, 224, 3), 7);
        assertThat(spec.name()).isEqualTo(name);
        assertThat(spec.classes()).isEqualTo(7);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Zoo.model("resnet", Nin.image(224, 224, 1), 10))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model \"resnet\" is not in the zoo, expected one of "
                        + "[alexnet, inception-mini, lenet, nin, nin-cifar, nin-cifar-bn, nin-linear, resnet20, vgg11] "
                        + "or a file that ends in .json");
    }

    private static long parameters(String name, int size) {
        return TorchSummary.of(model(name, size)).parameters();
    }

    private static ModelSpec model(String name, int size) {
        return Zoo.model(name, Nin.image(size, size, 1), 10);
    }

    private static long conv(long kernel, long in, long out) {
        return kernel * kernel * in * out + out;
    }

    /** Counts a convolution without bias, with the factor and offset of its batch normalization. */
    private static long normalized(long kernel, long in, long out) {
        return kernel * kernel * in * out + 2 * out;
    }

    private static long inception(long in, long one, long before3, long three, long before5, long five, long pooled) {
        return normalized(1, in, one)
                + normalized(1, in, before3)
                + normalized(3, before3, three)
                + normalized(1, in, before5)
                + normalized(5, before5, five)
                + normalized(1, in, pooled);
    }

    private static long dense(long in, long out) {
        return in * out + out;
    }

    /** In a block of two channels, both ReLUs soon output zero for all images. */
    @Test
    void keepsTheLastBlockWideForFewClasses() {
        for (String name : List.of("nin", "nin-linear")) {
            ModelSpec two = Zoo.model(name, Nin.image(96, 96, 3), 2);
            assertThat(two.classes()).isEqualTo(2);
            List<Integer> channels = two.parameters().entrySet().stream()
                    .filter(parameter -> parameter.getKey().endsWith("/bias"))
                    .map(parameter ->
                            Math.toIntExact(parameter.getValue().dimensions().get(0)))
                    .toList();
            assertThat(channels.subList(channels.size() - 3, channels.size())).containsExactly(10, 10, 2);
        }
    }
}
