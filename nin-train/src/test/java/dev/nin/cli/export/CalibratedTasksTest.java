// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.command.Console;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that only classifiers with one output are calibrated. */
class CalibratedTasksTest {
    private static final FeatureMap IN = Nin.image(28, 28, 1);

    @TempDir
    private Path folder;

    @Test
    void numbersAreRefused() throws IOException {
        ModelSpec spec = IN.flatten().dense(2).build("values");
        assertRefused(Goals.of(spec, Task.regression(List.of("x", "y"))), spec, "regression");
    }

    @Test
    void severalOutputsAreRefused() throws IOException {
        ModelSpec spec = Nin.model(
                "two",
                IN.flatten().dense(2).named("kind"),
                IN.flatten().dense(1).named("angle"));
        Map<String, Task> tasks =
                Map.of("kind", Task.classification(List.of("a", "b")), "angle", Task.regression(List.of("degrees")));
        assertRefused(Goals.of(spec, tasks), spec, "classification and regression");
    }

    private void assertRefused(Goals goals, ModelSpec spec, String kinds) throws IOException {
        Checkpoint checkpoint = TinyModel.checkpoint(spec, goals);
        checkpoint.write(folder.resolve("checkpoints/epoch-0001"));
        Files.createSymbolicLink(folder.resolve("best"), Path.of("checkpoints/epoch-0001"));

        Console console = Console.train("calibrate", folder.toString(), "--data", "sample");

        assertThat(console.err())
                .isEqualTo("error: calibrate needs a classifier with one output, " + folder + " has " + kinds
                        + "; name the run of a classifier\n");
        assertThat(console.code()).isEqualTo(2);
        assertThat(Checkpoint.read(folder.resolve("best"))).isEqualTo(checkpoint);
    }
}
