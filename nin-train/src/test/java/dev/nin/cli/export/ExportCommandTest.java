// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.command.Console;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands that export a model and predict with it. */
class ExportCommandTest {
    /** Read-only files for the commands below. */
    @TempDir
    private static Path given;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        GivenFiles.write(given);
    }

    @Test
    void exportsTheBestCheckpointOfARun() {
        Console console = run(
                "export",
                "--checkpoint",
                given("run"),
                "--to",
                folder.resolve("m").toString());

        assertThat(console).isEqualTo(new Console(0, "exported " + folder.resolve("m/1") + "\n", ""));
        assertThat(folder.resolve("m/1/saved_model.pb")).isRegularFile();
    }

    @Test
    void exportsACheckpointUnderANumber() {
        Console console = run(
                "export",
                "--checkpoint",
                given("run/checkpoints/epoch-0001"),
                "--to",
                folder.toString(),
                "--version",
                "42");

        assertThat(console).isEqualTo(new Console(0, "exported " + folder.resolve("42") + "\n", ""));
    }

    @Test
    void exportsWithEveryOption() throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "coat\nbag\nboot\n");
        Path model = folder.resolve("m");
        for (int i = 0; i < 3; i++) {
            Console console = run(
                    "export",
                    "--checkpoint",
                    given("run"),
                    "--to",
                    model.toString(),
                    "--variables",
                    "--warmup",
                    "1,8",
                    "--labels",
                    folder + "/labels.txt",
                    "--keep",
                    "2",
                    "--grad-cam",
                    "--batching");
            assertThat(console.err()).isEmpty();
            assertThat(console.code()).isZero();
        }

        assertThat(model).isDirectoryNotContaining("glob:**/1");
        assertThat(model.resolve("3/variables/variables.index")).isRegularFile();
        assertThat(model.resolve("3/batching_params.pbtxt")).isRegularFile();
        assertThat(model.resolve("3/assets/labels.txt")).hasContent("coat\nbag\nboot\n");
        assertThat(run("predict", model.toString(), given("a.png")).out()).containsPattern("\t(coat|bag|boot)\t");
        assertThat(run("verify", model.toString()).out())
                .containsPattern("grad_cam +> heat +float +\\[-1, 4, 4]")
                .contains("signature grad_cam", "warm-up of grad_cam");
    }

    @Test
    void predictsLabelAndProbabilityOfEachImage() {
        Console console = run("predict", given("model"), given("a.png"), given("b.png"));

        assertThat(console.code()).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out()).isEqualTo(expected("a.png") + expected("b.png"));
    }

    @Test
    void predictsImagesOfAnySize() {
        Console console = run("predict", given("model"), given("large.png"));

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).isEqualTo(expected("large.png"));
    }

    @Test
    void showsHelp() {
        assertThat(run("--help").out()).contains("nin", "export", "predict");
        assertThat(run("export", "--help").out()).contains("--checkpoint", "--to", "--version");
        assertThat(run("predict", "-h").out()).contains("MODEL_DIR", "IMAGE");
        assertThat(List.of(run("--help").code(), run("export", "--help").code()))
                .containsOnly(0);
        assertThat(run("--help").err()).isEmpty();
    }

    private static String expected(String image) {
        try (Predictor predictor = Predictor.open(given.resolve("model"))) {
            Prediction prediction = predictor.predict(given.resolve(image));
            return String.format(
                    Locale.ROOT, "%s\t%s\t%.4f%n", given(image), prediction.label(), prediction.probability());
        }
    }

    private static Console run(String... arguments) {
        return Console.train(arguments);
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }
}
