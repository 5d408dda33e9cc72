// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import dev.nin.zoo.ImageNet;
import dev.nin.zoo.Network;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Session;

/** Tests that published weights are measured and exported without training. */
class PublishedModelTest {
    private static final Network NETWORK = Network.SQUEEZENET;
    private static final String LABEL = "hen";
    private static final String IDENTIFIER = "n01514859";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** Random weights, with a head that always predicts hen. */
    @BeforeAll
    static void prepare() throws IOException {
        ModelSpec published = NETWORK.classifier(Nin.image(224, 224, 3), 1000);
        try (CompiledModel model = GraphCompiler.compile(published, Mode.training(3));
                Session session = new Session(model.graph())) {
            float[] bias = new float[1000];
            bias[ImageNet.labels().indexOf(LABEL)] = 100;
            PyTorchWeights.write(
                    shared.resolve("net.safetensors"),
                    published,
                    Variables.read(session, model.variables())
                            .with(Weights.builder()
                                    .put("classifier.1/bias", List.of(1000), bias)
                                    .build()),
                    NETWORK.names(published, "torchvision"));
        }
        photo("birds/" + IDENTIFIER, Color.RED);
        photo("birds/n01440764", Color.BLUE);
        photo("named/hen", Color.RED);
    }

    private static void photo(String part, Color color) throws IOException {
        BufferedImage image = new BufferedImage(300, 260, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(40, 40, 100, 100);
        graphics.dispose();
        Path file = Files.createDirectories(shared.resolve(part)).resolve("a.png");
        ImageIO.write(image, "png", file.toFile());
    }

    @ParameterizedTest
    @CsvSource({"birds, accuracy 0\\.5000, 2 images", "named, accuracy 1\\.0000, 1 images"})
    void isMeasuredOnFoldersOfImageNetsIdentifiersOrNames(String data, String accuracy, String images) {
        Console console = run("evaluate", "--data", shared.resolve(data).toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).containsPattern(accuracy).contains(" on " + images + " of ");
    }

    @Test
    void isExportedWithImageNetsLabels() {
        Console exported = run("export", "--to", folder + "/model");
        Console answered = Console.train("predict", folder + "/model", shared + "/named/hen/a.png");

        assertThat(exported.err()).isEmpty();
        assertThat(answered.err()).isEmpty();
        assertThat(answered.out()).contains(LABEL);
    }

    @Test
    void neitherOrBothIsToldInOneLine() {
        assertMistake(
                Console.train("evaluate", "--data", shared + "/birds"),
                "expected either RUN_OR_CHECKPOINT or --pretrained NAME, neither is given");
        assertMistake(
                Console.train("export", "--to", folder + "/model"),
                "expected either --checkpoint RUN_OR_CHECKPOINT or --pretrained NAME, neither is given");
        assertMistake(
                Console.train("evaluate", "a", "--pretrained", "vgg16", "--data", shared + "/birds"),
                "expected either RUN_OR_CHECKPOINT or --pretrained NAME, not both: a and vgg16");
        assertMistake(
                Console.train("evaluate", "a", "--model", "vgg16", "--data", shared + "/birds"),
                "--model vgg16 names the network of a --pretrained file; omit it for a");
        assertMistake(
                Console.train("evaluate", "--pretrained", "vgg17", "--data", shared + "/birds"),
                "--pretrained vgg17 is not one of the networks resnet18, ");
        assertMistake(
                Console.train("export", "--pretrained", "vgg16", "--model", "resnet18", "--to", folder + "/model"),
                "--model resnet18 and --pretrained vgg16 are different networks; name one of them, or a weights file");
    }

    @Test
    void weightsOfAHeadOfOnesOwnAreRefused() throws IOException {
        ModelSpec two = NETWORK.classifier(Nin.image(224, 224, 3), 2);
        Path file = folder.resolve("two.safetensors");
        try (CompiledModel model = GraphCompiler.compile(two, Mode.training(3));
                Session session = new Session(model.graph())) {
            PyTorchWeights.write(
                    file, two, Variables.read(session, model.variables()), NETWORK.names(two, "torchvision"));
        }

        Console console = Console.train(
                "evaluate", "--pretrained", file.toString(), "--model", NETWORK.title(), "--data", shared + "/birds");

        assertMistake(console, file.toString());
        assertThat(console.err()).contains("classifier.1.weight", "1000", "[2, ");
    }

    /** They would load, but be less accurate with the padding of another framework. */
    @Test
    void weightsOfAnotherFrameworkAreRefused() {
        Console console = Console.train(
                "evaluate",
                "--pretrained",
                shared + "/net.safetensors",
                "--model",
                "mobilenet-v2-keras",
                "--data",
                shared + "/birds");

        assertMistake(
                console,
                shared + "/net.safetensors is a safetensors file, and mobilenet-v2-keras pads and normalizes as the"
                        + " weights of Keras need it; use one of resnet18, ");
    }

    private static void assertMistake(Console console, String message) {
        assertThat(console.err()).startsWith("error: " + message).hasLineCount(1);
        assertThat(console.code()).isEqualTo(2);
    }

    private static Console run(String command, String... more) {
        List<String> words = new ArrayList<>(
                List.of(command, "--pretrained", shared + "/net.safetensors", "--model", NETWORK.title()));
        words.addAll(List.of(more));
        return Console.train(words.toArray(String[]::new));
    }
}
