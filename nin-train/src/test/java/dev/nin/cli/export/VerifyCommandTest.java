// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.base.Splitter;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the command that verifies an exported model. */
class VerifyCommandTest {
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
    void verifiesAModel() {
        run("export", "--checkpoint", given("run"), "--to", folder.resolve("m").toString(), "--warmup", "4");

        Console console = run("verify", folder.resolve("m").toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .contains("serving_default  < images         uint8   [-1, 4, 4, 1]\n")
                .contains("encoded          < image_bytes    string  [-1]\n")
                .contains("serving_default  > probabilities  float   [-1, 3]\n")
                .contains("serving_default  > class_ids      int64   [-1]\n")
                .contains("features         > features       float   [-1, 8]\n")
                .containsPattern("model +tiny, SHA-256 [0-9a-f]{16}[.]{3}\n")
                .containsPattern("manifest +3 files unchanged\n")
                .containsPattern("warm-up of serving_default +4 images in [0-9.]+ ms\n")
                .containsPattern("signature encoded +2 images in [0-9.]+ ms\n");
    }

    @Test
    void tellsTheAccuracyOnAFolderOfClasses() throws IOException {
        String line = run("predict", given("model"), given("a.png")).out();
        String label = Splitter.on('\t').splitToList(line).get(1);
        Path right = Files.createDirectories(folder.resolve(label));
        Path wrong = Files.createDirectories(folder.resolve(label.equals("c") ? "0" : "2"));
        Files.copy(given.resolve("a.png"), right.resolve("a.png"));
        Files.copy(given.resolve("a.png"), wrong.resolve("a.png"));
        Files.writeString(right.resolve("notes.txt"), "no image");

        Console console = run("verify", given("model"), "--data", folder.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .endsWith("accuracy on 2 images of " + folder + ": 0.5000; the manifest has no accuracy to compare "
                        + "with\n");
    }

    @Test
    void comparesTheAccuracyWithTheManifests() throws IOException {
        Path data = imagesThatAreRight(4);
        Path run = folder.resolve("run");
        TinyModel.checkpoint().write(run.resolve("checkpoints/epoch-0001"));
        String sha256;
        try (ImageSets sets = DataSource.find(data.toString(), DataOptions.DEFAULT)
                .open(TinyModel.checkpoint().spec().input())) {
            sha256 = sets.test().sha256();
        }
        String found = "accuracy on 4 images of " + data + ": 1.0000";

        Files.writeString(run.resolve("metrics.csv"), "epoch,test_accuracy\n1,0.5\n");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        0,
                        found + "; the manifest has 0.5000 on the training run's test images, which are different "
                                + "images\n",
                        ""));
        Files.writeString(run.resolve("run.json"), "{\"data\":{\"test\":{\"sha256\":\"" + sha256 + "\"}}}");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        2,
                        "",
                        "error: " + found + ", expected 0.5000 within 0.2520 as in the manifest on the same images; "
                                + "export the model again\n"));
        Files.writeString(run.resolve("metrics.csv"), "epoch,test_accuracy\n1,0.75\n");
        assertThat(verified(run, data))
                .isEqualTo(new Console(
                        0,
                        found + "; the manifest has 0.7500 on the same images (up to 0.2520 apart is tolerated)\n",
                        ""));
    }

    @Test
    void namesOfTheTrainingDataDecideWhereTheExportRenamedClasses() throws IOException {
        Checkpoint tiny = TinyModel.checkpoint();
        Checkpoint numbered =
                new Checkpoint(tiny.spec(), tiny.weights(), tiny.slots(), List.of("2", "0", "1"), tiny.step());
        numbered.write(folder.resolve("numbered"));
        String model = folder.resolve("renamed").toString();
        Path labels = Files.writeString(folder.resolve("labels.txt"), "two\nzero\none\n");
        assertThat(run("export", "--checkpoint", folder + "/numbered", "--to", model, "--labels", labels.toString())
                        .code())
                .isZero();
        String label = Splitter.on('\t')
                .splitToList(run("predict", model, given("a.png")).out())
                .get(1);
        String name = Map.of("two", "2", "zero", "0", "one", "1").get(label);
        Path data = Files.createDirectories(folder.resolve("digits").resolve(name));
        Files.copy(given.resolve("a.png"), data.resolve("1.png"));
        Files.copy(given.resolve("a.png"), data.resolve("2.png"));

        Console console =
                run("verify", model, "--data", folder.resolve("digits").toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).contains("accuracy on 2 images of " + folder.resolve("digits") + ": 1.0000");
    }

    @Test
    void verificationFindsWhatWasChanged() throws IOException {
        run("export", "--checkpoint", given("run"), "--to", folder.resolve("m").toString(), "--warmup", "1");
        Path version = folder.resolve("m/1");
        Files.writeString(version.resolve("assets/labels.txt"), "x\ny\nz\n");

        Console console = run("verify", version.toString());

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: model " + version + ": assets/labels.txt has SHA-256 ")
                .endsWith("; export the model again\n")
                .hasLineCount(1);
    }

    /** A folder of one class, whose test images are classified by its name. */
    private Path imagesThatAreRight(int count) throws IOException {
        String line = run("predict", given("model"), given("a.png")).out();
        Path data = folder.resolve("data");
        String label = Splitter.on('\t').splitToList(line).get(1);
        for (String part : List.of("train", "test")) {
            Path right = Files.createDirectories(data.resolve(part).resolve(label));
            for (int i = 0; i < count; i++) {
                Files.copy(given.resolve("a.png"), right.resolve(i + ".png"));
            }
        }
        return data;
    }

    /** Returns the output on a run's export and some images, without the tables above. */
    private Console verified(Path run, Path data) {
        String model = folder.resolve("m").toString();
        run("export", "--checkpoint", run + "/checkpoints/epoch-0001", "--to", model);
        Console console = run("verify", model, "--data", data.toString());
        int at = console.out().indexOf("accuracy on");
        return new Console(console.code(), at < 0 ? "" : console.out().substring(at), console.err());
    }

    private static Console run(String... arguments) {
        return Console.train(arguments);
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }
}
