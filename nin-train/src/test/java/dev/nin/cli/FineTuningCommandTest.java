// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import dev.nin.weights.WeightsFile;
import dev.nin.zoo.Network;
import dev.nin.zoo.Pretrained;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Session;

/** Fine-tunes a network with a new head, from a folder of photos and a weights file. */
class FineTuningCommandTest {
    private static final Network NETWORK = Network.SQUEEZENET;
    private static final List<String> QUICK = List.of("--image-size", "32", "--batch", "8");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /** Creates photos of two colors, and a file of random weights like torchvision's. */
    @BeforeAll
    static void prepare() throws IOException {
        Random random = new Random(1);
        for (String label : new String[] {"blue", "red"}) {
            Path part = Files.createDirectories(shared.resolve("photos").resolve(label));
            for (int i = 0; i < 20; i++) {
                BufferedImage image = new BufferedImage(40 + i, 40, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 40 * (40 + i); pixel++) {
                    int noise = random.nextInt(0x40) * 0x10101;
                    image.setRGB(pixel / 40, pixel % 40, noise + (label.equals("red") ? 0xA00000 : 0x0000A0));
                }
                ImageIO.write(image, "png", part.resolve(i + ".png").toFile());
            }
        }
        ModelSpec published = NETWORK.classifier(Nin.image(224, 224, 3), 1000);
        try (CompiledModel model = GraphCompiler.compile(published, Mode.training(3));
                Session session = new Session(model.graph())) {
            PyTorchWeights.write(
                    shared.resolve("net.safetensors"),
                    published,
                    Variables.read(session, model.variables()),
                    NETWORK.names(published, "torchvision"));
        }
    }

    @Test
    void onlyTheHeadLearnsWhereAllElseIsFrozen() throws IOException {
        Console console = tune("run", "--freeze", "all", "--epochs", "6");

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .containsPattern("weights .*net.safetensors:\\s+50 parameters loaded")
                .containsPattern("2 drawn\\s+\\(head/kernel, head/bias\\)")
                .contains("squeezenet1.1 with 723,522 parameters, 1,026 of them trained");
        Checkpoint best = Checkpoint.read(folder.resolve("run/best"));
        Weights published = Pretrained.weights("squeezenet1.1", best.spec(), shared.resolve("net.safetensors"))
                .weights();
        assertThat(published.names())
                .hasSize(50)
                .allSatisfy(name -> assertThat(best.weights().values(name)).isEqualTo(published.values(name)));
        assertThat(accuracy("run")).isGreaterThanOrEqualTo(0.9);
        JsonNode run = new JsonMapper().readTree(folder.resolve("run/run.json").toFile());
        assertThat(run.at("/weights/from").asText()).endsWith("net.safetensors");
    }

    /** Trains all layers, at rates that decrease toward the image; frozen layers stay byte-identical. */
    @Test
    void aStageStaysAndTheRestLearns() {
        Console console = tune("run", "--freeze", "stage1", "--epochs", "1", "--lr-decay", "0.5");

        assertThat(console.err()).isEmpty();
        Checkpoint best = Checkpoint.read(folder.resolve("run/best"));
        Weights published = Pretrained.weights("squeezenet1.1", best.spec(), shared.resolve("net.safetensors"))
                .weights();
        List<String> changed = published.names().stream()
                .filter(name -> !best.weights().values(name).equals(published.values(name)))
                .toList();
        Set<String> kept = Set.copyOf(NETWORK.stages(best.spec()).get("stage1"));
        assertThat(changed).isNotEmpty().noneMatch(name -> kept.contains(name.substring(0, name.lastIndexOf('/'))));
        assertThat(changed).contains("features.12.squeeze/kernel");
    }

    @Test
    void aTunedNetworkGoesBackToPyTorchsNames() {
        tune("run", "--freeze", "all", "--epochs", "1");
        Path written = folder.resolve("back.safetensors");

        Console console = Console.train("weights", "--checkpoint", folder + "/run", "--to", written.toString());

        assertThat(console.err()).isEmpty();
        try (WeightsFile file = WeightsFile.open(written);
                WeightsFile published = WeightsFile.open(shared.resolve("net.safetensors"))) {
            assertThat(file.shapes()).containsKey("head.weight");
            assertThat(file.shapes().keySet())
                    .containsAll(published.shapes().keySet().stream()
                            .filter(name -> name.startsWith("features"))
                            .toList());
        }
    }

    @Test
    void aRunIsMeasuredOnOtherPhotos() {
        tune("run", "--freeze", "all", "--epochs", "6");

        Console console = Console.train(
                "evaluate", folder + "/run", "--data", shared.resolve("photos").toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .matches("accuracy (1\\.0000|0\\.9\\d+), loss \\d\\.\\d{4} on 40 images of .*photos\\R");
    }

    @Test
    void whatDoesNotFitIsToldInOneLine() {
        assertMistake(
                tune("a", "--freeze", "stage9"),
                "--freeze stage9 is not a stage of squeezenet1.1, expected all, none or one of stem, stage1, stage2, "
                        + "stage3");
        assertMistake(tune("b", "--lr-decay", "2"), "--lr-decay is 2.0, expected above 0 and at most 1, such as 0.5");
        assertMistake(
                tune("c", "--task", "segmentation"),
                "a pretrained network predicts classes, tags or values, expected such a --task; omit --pretrained for "
                        + "maps");
        String data = shared.resolve("photos").toString();
        assertMistake(
                Console.train("--data", data, "--freeze", "all"),
                "--freeze all needs a pretrained network; name one with --pretrained");
        assertMistake(
                Console.train("--data", data, "--pretrained", "nowhere.pth"),
                "--pretrained nowhere.pth is not one of the networks " + String.join(", ", Network.titles())
                        + "; for a file, name its network with --model");
        assertMistake(
                Console.train("--data", data, "--pretrained", "nowhere.pth", "--model", "nin"),
                "the pretrained network \"nin\" is not known, expected one of [resnet18, ");
        assertMistake(
                Console.train("--data", data, "--pretrained", "resnet18", "--model", "vgg16"),
                "--model vgg16 and --pretrained resnet18 are different networks; name one of them, or a weights file");
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        List<String> words = new ArrayList<>(List.of(
                "--data", shared + "/photos", "--model", "resnet18", "--pretrained", shared + "/net.safetensors"));
        words.addAll(List.of("--out", folder + "/run"));

        Console console = Console.train(words.toArray(String[]::new));

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err()).contains("net.safetensors").hasLineCount(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static void assertMistake(Console console, String message) {
        assertThat(console.err()).startsWith("error: " + message);
        assertThat(console.code()).isEqualTo(2);
    }

    private double accuracy(String run) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(run).resolve("metrics.csv"));
        return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[6]);
    }

    private Console tune(String run, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--data", shared + "/photos", "--model", "squeezenet1.1", "--pretrained", shared + "/net.safetensors"));
        words.addAll(QUICK);
        words.addAll(List.of(more));
        words.addAll(List.of("--out", folder.resolve(run).toString()));
        return Console.train(words.toArray(String[]::new));
    }
}
