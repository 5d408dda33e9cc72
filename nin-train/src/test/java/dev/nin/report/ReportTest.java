// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.LabeledImages;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests the report of a small training. */
class ReportTest {
    private static final Dataset IMAGES = shades();

    @TempDir
    private Path folder;

    @Test
    void showsATrainingWithoutALinkToAnywhere() throws IOException {
        ModelSpec spec = Nin.image(12, 12, 1)
                .nin(6, 3, 1, 1)
                .maxPool(2, 2)
                .conv2d(2, 3, 1, 1)
                .globalAvgPool()
                .build("small_nin");
        Report.write(folder, trained(spec), ConfigProto.getDefaultInstance());

        String page = Files.readString(folder.resolve(Report.PAGE));
        assertThat(page)
                .contains(
                        "<h1>two shades &amp; more</h1>",
                        "<td>dark</td>",
                        "<td>light</td>",
                        "<tr><th>seed</th><td>1</td></tr>")
                .contains("conv2d_1", "Evidence for each class", "Feature maps", "First-layer kernels")
                .doesNotContain("Regions that support the predicted class")
                .doesNotContain("http:", "https:", "<script", "<link", "{{");
        assertThat(page.split("src=\"data:image/png;base64,", -1)).hasSizeGreaterThanOrEqualTo(1 + 5);
        assertThat(page.split("src=", -1)).hasSameSizeAs(page.split("src=\"data:image/png;base64,", -1));
    }

    @Test
    void leavesEachPictureBesideThePage() throws IOException {
        ModelSpec spec = Nin.image(12, 12, 1).conv2d(2, 3, 1, 1).globalAvgPool().build("evidence");
        Report.write(folder, trained(spec), ConfigProto.getDefaultInstance());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(Report.FILES);
        }
        for (String name : List.of("curves", "confusion", "calibration", "evidence", "features", "filters")) {
            BufferedImage picture = ImageIO.read(folder.resolve(name + ".png").toFile());
            assertThat(colours(picture)).as(name).isGreaterThan(2);
        }
    }

    @Test
    void showsWhereAClassIsSeenByANetworkWithoutEvidence() throws IOException {
        ModelSpec spec = Nin.image(12, 12, 1)
                .conv2d(4, 3, 1, 1)
                .relu()
                .named("last")
                .globalAvgPool()
                .dense(2)
                .build("averaged");
        Report.write(folder, trained(spec), ConfigProto.getDefaultInstance());

        assertThat(Files.readString(folder.resolve(Report.PAGE)))
                .contains("<h2>Regions that support the predicted class</h2>", "last of 12×12 pixels")
                .containsPattern(
                        "<span>true: (dark|light)</span>.*<span>predicted: (dark|light), " + "[0-9.]+\u00a0%</span>")
                .doesNotContain("Evidence for each class");
        assertThat(colours(ImageIO.read(folder.resolve("grad-cam.png").toFile())))
                .isGreaterThan(200);
    }

    @Test
    void leavesOutWhatANetworkDoesNotHave() throws IOException {
        ModelSpec spec = Nin.image(12, 12, 1).flatten().dense(2).build("dense");
        Report.write(folder, trained(spec), ConfigProto.getDefaultInstance());

        assertThat(Files.readString(folder.resolve(Report.PAGE)))
                .contains("<h2>Learning curves</h2>")
                .doesNotContain(
                        "Evidence for each class",
                        "Regions that support the predicted class",
                        "Feature maps",
                        "First-layer kernels");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("curves.png", "confusion.png")
                    .doesNotContain("evidence.png", "grad-cam.png", "features.png", "filters.png");
        }
    }

    @Test
    void comparesTheCalibrationWithoutAndWithATemperature() throws IOException {
        TrainedRun run = trained(Nin.image(12, 12, 1).flatten().dense(2).build("dense"));
        Report.write(folder, run, ConfigProto.getDefaultInstance());
        assertThat(Files.readString(folder.resolve(Report.PAGE)))
                .contains("<h2>Calibration</h2>", "The model is not calibrated.", "expected calibration error</li>");

        Checkpoint trained = run.checkpoint();
        Checkpoint calibrated = trained.withGoals(trained.goals().map(task -> ((Classification) task).calibrated(2.5)));
        TrainedRun other =
                new TrainedRun(run.title(), run.summary(), calibrated, run.epochs(), run.test(), run.description());
        Report.write(folder, other, ConfigProto.getDefaultInstance());
        assertThat(Files.readString(folder.resolve(Report.PAGE)))
                .contains("The model divides its logits by a temperature of 2.50, fitted after training")
                .doesNotContain("The model is not calibrated.");
        assertThat(ImageIO.read(folder.resolve("calibration.png").toFile()).getWidth())
                .isGreaterThan(1000);
    }

    @Test
    void namesAFolderThatCannotBeWritten() {
        ModelSpec spec = Nin.image(12, 12, 1).flatten().dense(2).build("dense");
        TrainedRun run = trained(spec);
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> Report.write(missing, run, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("the report cannot be written to " + missing + " (");
    }

    @Test
    void refusesARunWithoutEpochs() {
        TrainedRun run = trained(Nin.image(12, 12, 1).flatten().dense(2).build("dense"));

        assertThatThrownBy(() -> new TrainedRun(
                        run.title(), run.summary(), run.checkpoint(), List.of(), run.test(), run.description()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the run has no epochs, expected at least one");
    }

    private static TrainedRun trained(ModelSpec spec) {
        List<EpochMetrics> epochs = new ArrayList<>();
        Checkpoint trained = Trainer.of(spec)
                .data(IMAGES, IMAGES)
                .config(TrainingConfig.builder().epochs(2).batch(8).build())
                .listeners((epoch, checkpoint) -> epochs.add(epoch))
                .run();
        return new TrainedRun("two shades & more", "two < three", trained, epochs, IMAGES, "{\"seed\": 1}");
    }

    /** Images of noise, half of them lighter. */
    private static Dataset shades() {
        byte[] pixels = new byte[32 * 144];
        Random random = new Random(3);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(100) + 100 * (i / 144 % 2));
        }
        int[] labels = IntStream.range(0, 32).map(index -> index % 2).toArray();
        return LabeledImages.of(12, 12, 1, pixels, labels, List.of("dark", "light"));
    }

    private static long colours(BufferedImage picture) {
        return IntStream.range(0, picture.getHeight())
                .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
                .distinct()
                .count();
    }
}
