// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.export.OnnxExporter;
import dev.nin.export.SavedModelExporter;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A folder with the files that the pages' programs and commands refer to: runs, {@code models} of each task, pictures,
 * a file of options, and NiN's weights as written by PyTorch.
 */
final class Playground {
    private static final ImageSets SAMPLE = DataSource.load("sample").limit(64, 16);

    private Playground() {}

    static void create(Path folder) {
        try {
            Checkpoint checkpoint = checkpoint();
            for (String run : List.of("latest", "quick-1", "quick-2")) {
                Path runs = Files.createDirectories(folder.resolve("runs").resolve(run));
                for (String file : List.of("metrics.csv", "run.json")) {
                    Files.copy(Page.ROOT.resolve("docs/results/best").resolve(file), runs.resolve(file));
                }
            }
            checkpoint.write(folder.resolve("runs/latest/best"));
            SavedModelExporter.export(checkpoint, folder.resolve("models/fashion"));
            OnnxExporter.export(checkpoint, folder.resolve("models/fashion-onnx"));
            exportOtherTasks(folder.resolve("models"));
            Path boot = Path.of("docs", "examples", "ankle-boot.png");
            Files.createDirectories(folder.resolve(boot).getParent());
            Files.copy(Page.ROOT.resolve(boot), folder.resolve(boot));
            Files.writeString(folder.resolve("mine.yaml"), configuration());
            ImageIO.write(
                    picture(SAMPLE.test()), "png", folder.resolve("image.png").toFile());
            ImageIO.write(
                    picture(SAMPLE.test()), "jpg", folder.resolve("photo.jpg").toFile());
            ModelSpec nin = Zoo.nin(224, 1, 10);
            for (int i = 0; i < 10; i++) {
                for (String animal : List.of("cat", "dog")) {
                    image(folder.resolve("pets").resolve(animal).resolve(i + ".png"), i);
                }
                image(folder.resolve("cells/images").resolve(i + ".png"), i);
                image(folder.resolve("cells/masks").resolve(i + ".png"), i);
            }
            Files.writeString(folder.resolve("cells/classes.txt"), "inside\nborder\n");
            image(folder.resolve("photos/1.png"), 1);
            image(folder.resolve("photos/2.png"), 2);
            Files.writeString(folder.resolve("tags.csv"), "file,tags\n1.png,beach;sea\n2.png,\n");
            PyTorchWeights.write(
                    folder.resolve("net.safetensors"), nin, zeros(nin), PyTorchNames.sequential(nin, "backbone."));
            Network network = Network.SQUEEZENET;
            ModelSpec published = network.classifier(Nin.image(224, 224, 3), 1000);
            PyTorchWeights.write(
                    folder.resolve("squeezenet1_1.safetensors"),
                    published,
                    zeros(published),
                    network.names(published, "torchvision"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void image(Path file, int number) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(70 + number, 60, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    /** Returns the first file of a run's options shown on a page. */
    private static String configuration() {
        return Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals("yaml"))
                .map(Page.Block::code)
                .filter(code -> code.startsWith("preset: "))
                .findFirst()
                .orElseThrow();
    }

    /** Returns an untrained network, which is sufficient for the pages. */
    private static Checkpoint checkpoint() {
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(4, 3, 2, 1)
                .relu()
                .globalAvgPool()
                .dense(10)
                .build("small");
        return new Checkpoint(spec, zeros(spec), Weights.empty(), SAMPLE.train().classes(), 1);
    }

    private static void exportOtherTasks(Path models) {
        FeatureMap in = Nin.image(28, 28, 1);
        export(
                models,
                in.flatten().dense(2).build("tags"),
                Map.of("dense_1", Task.multiLabel(List.of("red", "round"))));
        export(models, in.flatten().dense(1).build("angles"), Map.of("dense_1", Task.regression(List.of("angle"))));
        export(models, in.conv2d(2, 1).build("masks"), Map.of("conv2d_1", Task.segmentation(List.of("sky", "sea"))));
        export(models, in.conv2d(1, 1).build("autoencoder"), Map.of("conv2d_1", Task.reconstruction()));
        ModelSpec two = Nin.model(
                "two",
                in.flatten().dense(2).named("kind"),
                in.globalAvgPool().dense(1).named("angle"));
        Map<String, Task> tasks =
                Map.of("kind", Task.classification(List.of("a", "b")), "angle", Task.regression(List.of("degrees")));
        export(models, two, tasks);
    }

    private static void export(Path models, ModelSpec spec, Map<String, Task> tasks) {
        Checkpoint checkpoint = new Checkpoint(spec, zeros(spec), Weights.empty(), Goals.of(spec, tasks), 1, Map.of());
        SavedModelExporter.export(checkpoint, models.resolve(spec.name()));
    }

    private static Weights zeros(ModelSpec spec) {
        Weights.Builder zeros = Weights.builder();
        spec.parameters()
                .forEach((name, parameter) ->
                        zeros.put(name, parameter.dimensions(), new float[Math.toIntExact(parameter.size())]));
        return zeros.build();
    }

    private static BufferedImage picture(Dataset images) {
        byte[] pixels = new byte[images.shape().bytes()];
        images.read(0, new ExampleBuffer(pixels, 0));
        BufferedImage picture =
                new BufferedImage(images.shape().width(), images.shape().height(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster()
                .setDataElements(0, 0, images.shape().width(), images.shape().height(), pixels);
        return picture;
    }
}
