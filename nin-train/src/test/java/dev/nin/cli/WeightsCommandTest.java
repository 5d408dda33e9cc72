// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import dev.nin.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests weights that are written for PyTorch and read as another run's initial weights. */
class WeightsCommandTest {
    /** A run, and its weights as a file. */
    @TempDir
    private static Path shared;

    private static Console written = new Console(-1, "", "");

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainAndWrite() {
        assertThat(train(shared.resolve("run")).code()).isZero();
        written = weights("--to", shared + "/net.safetensors");
    }

    @Test
    void saysWhatItHasWritten() {
        assertThat(written.err()).isEmpty();
        assertThat(written.code()).isZero();
        assertThat(written.out())
                .isEqualTo("written: " + shared.resolve("net.safetensors")
                        + " (10 tensors of the modules 0, 3, 7, 9, 11)" + System.lineSeparator());
    }

    @Test
    void anotherRunStartsFromThem() {
        Console again = train(
                folder.resolve("run"), "--weights", shared + "/net.safetensors", "--optimizer", "sgd", "--lr", "1e-30");
        assertThat(again.err()).isEmpty();
        assertThat(best(folder.resolve("run"))).isEqualTo(best(shared.resolve("run")));
    }

    @Test
    void anotherRunStartsFromARun() {
        Console again =
                train(folder.resolve("run"), "--weights", shared + "/run", "--optimizer", "sgd", "--lr", "1e-30");
        assertThat(again.err()).isEmpty();
        assertThat(best(folder.resolve("run"))).isEqualTo(best(shared.resolve("run")));
    }

    @Test
    void theRunTellsItsFirstWeights() throws IOException {
        Path file = shared.resolve("net.safetensors");
        train(folder.resolve("run"), "--weights", file.toString());
        train(folder.resolve("next"), "--weights", folder + "/run");

        assertStartedFrom(folder.resolve("run"), file, file);
        assertStartedFrom(
                folder.resolve("next"), folder.resolve("run"), folder.resolve("run/best/weights.safetensors"));
        JsonNode first =
                new JsonMapper().readTree(shared.resolve("run/run.json").toFile());
        assertThat(first.at("/configuration/unitVariance").asBoolean()).isTrue();
        assertThat(first.has("weights")).isFalse();
    }

    private static void assertStartedFrom(Path run, Path named, Path file) throws IOException {
        JsonNode described = new JsonMapper().readTree(run.resolve("run.json").toFile());
        assertThat(described.at("/configuration/unitVariance").asBoolean(true)).isFalse();
        assertThat(described.at("/weights/from").asText()).isEqualTo(named.toString());
        assertThat(described.at("/weights/sha256").asText())
                .isEqualTo(Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString());
    }

    @Test
    void namesAreTheOnesAskedFor() {
        ModelSpec spec = Checkpoint.read(shared.resolve("run/best")).spec();
        assertThat(weights("--to", folder + "/prefixed", "--prefix", "features.")
                        .code())
                .isZero();
        PyTorchNames prefixed = WeightsFile.names(folder.resolve("prefixed"), spec);
        assertThat(prefixed.modules().values())
                .containsExactly("features.0", "features.3", "features.7", "features.9", "features.11");
        assertThat(weights("--to", folder + "/like", "--names-of", folder + "/prefixed")
                        .code())
                .isZero();
        assertThat(folder.resolve("like")).hasSameBinaryContentAs(folder.resolve("prefixed"));
        assertThat(PyTorchWeights.read(folder.resolve("like"), spec)).isEqualTo(best(shared.resolve("run")));
    }

    @Test
    void weightsOfAnotherModelAreRefused() {
        Console refused = train(
                folder.resolve("run"),
                "--weights",
                shared + "/net.safetensors",
                "--model",
                "nin",
                "--image-size",
                "68");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("error: " + shared + "/net.safetensors: \"0.weight\" has the shape [6, 1, 5, 5], expected"
                        + " [96, 1, 11, 11] for conv2d_1/kernel; use the model that the file was written with"
                        + System.lineSeparator());
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void theRunOfAnotherModelIsRefused() {
        Console refused =
                train(folder.resolve("run"), "--weights", shared + "/run", "--model", "nin", "--image-size", "68");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "error: the weights' \"conv2d_1/kernel\" has the shape [5, 5, 1, 6], expected [11, 11, 1, 96]"
                                + " as the model \"nin\" has it" + System.lineSeparator());
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void mistakesAreToldInOneLine() throws IOException {
        Files.writeString(folder.resolve("there"), "mine");
        assertThat(weights("--to", folder + "/there").err())
                .isEqualTo("error: " + folder + "/there exists already; name a new file" + System.lineSeparator());
        assertThat(weights("--to", folder + "/new", "--prefix", "a.", "--names-of", "b")
                        .err())
                .isEqualTo(
                        "error: --prefix and --names-of exclude each other; give one of them" + System.lineSeparator());
        assertThat(weights("--to", folder + "/new", "--names-of", folder + "/there")
                        .err())
                .isEqualTo("error: " + folder
                        + "/there is not a complete safetensors file: it has 4 bytes, expected at least 8;"
                        + " use another copy" + System.lineSeparator());
        assertThat(Console.train("weights", "--checkpoint", folder + "/no", "--to", folder + "/new")
                        .err())
                .isEqualTo("error: checkpoint " + folder + "/no is not a folder; name a training run's folder or a "
                        + "checkpoint" + System.lineSeparator());
        assertThat(train(folder.resolve("run"), "--weights", "a", "--check").err())
                .isEqualTo("error: --weights a and --check exclude each other; the check starts from random weights"
                        + System.lineSeparator());
        assertThat(train(folder.resolve("run"), "--weights", "a", "--unit-variance")
                        .err())
                .isEqualTo("error: --weights a and --unit-variance exclude each other; only random weights are "
                        + "scaled, omit one of them" + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("there"))).isEqualTo("mine");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private static Weights best(Path run) {
        return Checkpoint.read(run.resolve("best")).weights();
    }

    private static Console weights(String... options) {
        List<String> arguments = new ArrayList<>(List.of("weights", "--checkpoint", shared + "/run"));
        arguments.addAll(List.of(options));
        return Console.train(arguments.toArray(String[]::new));
    }

    private static Console train(Path out, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--out", out.toString(), "--epochs", "1"));
        arguments.addAll(List.of("--train-limit", "64", "--test-limit", "50", "--device", "cpu", "--threads", "2"));
        List<String> given = List.of(options);
        if (!given.contains("--model")) {
            arguments.addAll(List.of("--model", "lenet", "--image-size", "28"));
        }
        arguments.addAll(given);
        return Console.train(arguments.toArray(String[]::new));
    }
}
