// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Features;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the printed predictions of models that are not classifiers. */
class TaskPredictionTest {
    private static final String NUMBER = "-?[0-9.]+(e-?[0-9]+)?";

    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        FeatureMap in = Nin.image(4, 4, 1);
        export("tags", in.flatten().dense(2), Task.multiLabel(List.of("red", "round")));
        export("values", in.flatten().dense(2), Task.regression(List.of("x", "y")));
        export("mask", in.conv2d(2, 1), Task.segmentation(List.of("sky", "sea")));
        export("image", in.conv2d(1, 1).sigmoid(), Task.reconstruction());
        Features<?> angle = in.flatten().dense(1).named("angle");
        ModelSpec two = Nin.model("two", in.flatten().dense(2).named("kind"), angle);
        Map<String, Task> tasks =
                Map.of("kind", Task.classification(List.of("a", "b")), "angle", Task.regression(List.of("degrees")));
        SavedModelExporter.export(TinyModel.checkpoint(two, Goals.of(two, tasks)), given.resolve("two"));
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 1, 0, 200);
        ImageIO.write(image, "png", given.resolve("a.png").toFile());
        Files.createDirectories(given.resolve("other"));
        Files.copy(given.resolve("a.png"), given.resolve("other/a.png"));
    }

    private static void export(String name, Features<?> end, Task task) {
        ModelSpec spec = end.build(name);
        SavedModelExporter.export(TinyModel.checkpoint(spec, Goals.of(spec, task)), given.resolve(name));
    }

    @Test
    void tagsHaveProbabilities() {
        assertThat(predicted("tags"))
                .matches("(no tag, the most probable is )?(red|round) 0\\.[0-9]{4}(\t(red|round) 0\\.[0-9]{4})?\n");
    }

    @Test
    void valuesHaveNames() {
        assertThat(predicted("values")).matches("x=" + NUMBER + "\ty=" + NUMBER + "\n");
    }

    @Test
    void masksHaveSharesAndAreWritten() throws IOException {
        String shares = predicted("mask");
        assertThat(shares).matches("(sky [01]\\.[0-9]{4})?\t?(sea [01]\\.[0-9]{4})?\n");

        Console console = run("predict", path("mask"), path("a.png"), path("other/a.png"), "--out", out());

        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .isEqualTo(path("a.png") + "\t" + shares.strip() + "\t" + folder.resolve("out/a-mask.png") + "\n"
                        + path("other/a.png") + "\t" + shares.strip() + "\t" + folder.resolve("out/a-mask-2.png")
                        + "\n");
        BufferedImage mask = ImageIO.read(folder.resolve("out/a-mask.png").toFile());
        assertThat(List.of(mask.getHeight(), mask.getWidth())).containsExactly(4, 4);
        assertThat(mask.getRaster().getSample(0, 0, 0)).isBetween(0, 1);
    }

    @Test
    void reconstructionsAreWritten() throws IOException {
        Console console = run("predict", path("image"), path("a.png"), "--out", out());

        assertThat(console.out()).isEqualTo(path("a.png") + "\t" + folder.resolve("out/a-image.png") + "\n");
        assertThat(ImageIO.read(folder.resolve("out/a-image.png").toFile()).getWidth())
                .isEqualTo(4);
        assertThat(run("predict", path("image"), path("a.png")))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: model " + path("image/1") + " has the task reconstruction and outputs images, "
                                + "expected --out DIR for them\n"));
    }

    @Test
    void severalOutputsHaveTheirNames() {
        assertThat(predicted("two"))
                .matches("angle_values=" + NUMBER + "\tkind_class_ids=[01]\tkind_classes=[ab]\tkind_probabilities="
                        + NUMBER + "," + NUMBER + "\n");
    }

    @Test
    void verificationKnowsTheTaskAndMeasuresClassesOnly() {
        assertThat(run("verify", path("values")).out()).containsPattern("task of dense_1 +regression \\[x, y]");
        assertThat(run("verify", path("values"), "--data", "sample"))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: model " + path("values/1") + " has the task regression, expected classification for "
                                + "--data; omit --data\n"));
    }

    /** Returns the text printed after the image's name. */
    private static String predicted(String model) {
        Console console = run("predict", path(model), path("a.png"));
        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out()).startsWith(path("a.png") + "\t");
        return console.out().substring(path("a.png").length() + 1);
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private static String path(String name) {
        return given.resolve(name).toString();
    }

    private static Console run(String... arguments) {
        return Console.train(arguments);
    }
}
