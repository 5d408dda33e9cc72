// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests option values from a file. */
class ConfigFileTest {
    private static final String TINY = """
            # A training of seconds.
            model: lenet
            image-size: 28
            train-limit: 64
            test-limit: 20
            epochs: 3
            batch: 16
            lr: 0.25
            unit-variance: false
            check: false
            """;

    @TempDir
    private Path folder;

    @Test
    void givesValuesWhereTheCommandLineGivesNone() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), TINY);
        Path run = folder.resolve("run");

        Console console = Console.train(
                "--config", file.toString(), "--epochs", "1", "--batch=32", "--threads", "2", "--out", run.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        JsonNode configuration =
                new JsonMapper().readTree(run.resolve("run.json").toFile()).path("configuration");
        assertThat(configuration.path("epochs").asInt()).isEqualTo(1);
        assertThat(configuration.path("batch").asInt()).isEqualTo(32);
        assertThat(configuration.path("learningRate").asDouble()).isEqualTo(0.25);
        assertThat(configuration.path("unitVariance").asBoolean()).isFalse();
    }

    @Test
    void readsJsonAlike() throws IOException {
        Path file = Files.writeString(
                folder.resolve("table.json"), "{\"model\": \"lenet\", \"image-size\": 28, \"summary\": true}");

        Console console = Console.train("--config", file.toString());

        assertThat(console.out()).containsPattern("Total +61,706 ");
        assertThat(console.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesAMistake(String name, String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);

        Console console = Console.train("--config", file.toString(), "--summary");

        assertThat(console.err())
                .hasLineCount(1)
                .startsWith("error: --config " + file)
                .contains(message);
        assertThat(console.out()).isEmpty();
        assertThat(console.code()).isEqualTo(2);
    }

    static List<Arguments> mistakes() {
        return List.of(
                arguments(
                        "a.yaml", "epoch: 3", ": the key epoch is not known, did you mean epochs? keys are the names"),
                arguments("a.yaml", "learning-rate: 3", "the key learning-rate is not known, did you mean lr?"),
                arguments("a.yaml", "--epochs: 3", "the key --epochs is not known"),
                arguments("a.yaml", "help: true", "the key help is not known"),
                arguments("a.yaml", "config: b.yaml", "the key config is not known"),
                arguments("a.yaml", "epochs: three", ": Invalid value for option '--epochs': 'three' is not an int"),
                arguments(
                        "a.yaml",
                        "epochs:",
                        ": the key epochs is not a string, number or boolean; write \"epochs: N\""),
                arguments("a.yaml", "epochs: [1, 2]", ": the key epochs is not a string, number or boolean"),
                arguments("a.yaml", "check: maybe", ": the key check is maybe, expected true or false"),
                arguments("a.yaml", "epochs: 1\nepochs: 2", ", line 2: "),
                arguments("a.yaml", "- epochs", ": it is not a map of options; write a line such as \"epochs: 3\""),
                arguments("a.yaml", "", ": it is not a map of options"),
                arguments("a.yaml", "epochs: 'three\nbatch: 2", ", line "),
                arguments("a.json", "{\"epochs\": 3", ", line 1: "),
                arguments("a.yaml", "model: !!javax.script.ScriptEngineManager [x]", "the key model is not a string"),
                arguments("a.yaml", "model: " + "x".repeat(70_000), ": it is longer than 65536 bytes"));
    }

    @Test
    void namesAFileThatIsNotThere() {
        Console console = Console.train("--config", folder + "/missing.yaml");

        assertThat(console.err())
                .isEqualTo("error: --config " + folder + "/missing.yaml cannot be read (no such file); name a file of "
                        + "YAML or JSON\n");
        assertThat(console.code()).isEqualTo(2);
    }
}
