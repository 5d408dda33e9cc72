// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.CheckpointFolder;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.cli.run.ResumedRun;
import dev.nin.command.Console;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages each byte of a run, one at a time: each is detected, and the previous checkpoint is used. */
class DamageTest {
    private static final int MOST_BYTES = 10_000;
    private static final ModelSpec MODEL =
            Nin.image(8, 8, 1).conv2d(4, 3).relu().flatten().dense(3).build("tiny");

    @TempDir
    private Path folder;

    private CheckpointFolder checkpoints = new CheckpointFolder(Path.of(""));

    @BeforeEach
    void write() {
        checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        checkpoint(4).write(checkpoints.atEnd(1));
        checkpoint(6).write(checkpoints.within(1, 6));
    }

    @Test
    void findsEveryFlippedByteOfACheckpoint() throws IOException {
        Path newest = checkpoints.within(1, 6);
        List<Path> files;
        try (Stream<Path> children = Files.list(newest)) {
            files = children.sorted().toList();
        }
        assertThat(files).hasSize(5);
        int flips = 0;
        for (Path file : files) {
            flips += flipEach(
                    file,
                    () -> assertThatThrownBy(() -> Checkpoint.read(newest))
                            .as("%s", file)
                            .isInstanceOf(UserInputException.class)
                            .message()
                            .doesNotContain("\n"));
        }
        System.out.println("flipped bytes of a checkpoint " + flips + ", found " + flips);
        assertThat(Checkpoint.read(newest)).isEqualTo(checkpoint(6));
    }

    @Test
    void usesTheCheckpointBefore() throws IOException {
        for (String file : List.of("manifest.json", "model.json", "training.json", "weights.safetensors")) {
            Path damaged = checkpoints.within(1, 6).resolve(file);
            byte[] whole = Files.readAllBytes(damaged);
            byte[] flipped = whole.clone();
            flipped[whole.length / 3] ^= 1;
            Files.write(damaged, flipped);
            List<String> told = new ArrayList<>();

            Found found = checkpoints.newest(told::add).orElseThrow();

            assertThat(found.path()).isEqualTo(checkpoints.atEnd(1));
            assertThat(found.checkpoint()).isEqualTo(checkpoint(4));
            assertThat(told).hasSize(1).first().asString().startsWith("skipped: ");
            assertThat(checkpoints.all()).containsExactly(checkpoints.atEnd(1));
            checkpoint(6).write(checkpoints.within(1, 6));
        }
    }

    @Test
    void findsEveryFlippedByteOfARunsDescription() throws IOException {
        Path run = folder.resolve("run");
        assertThat(Console.train(TrainCommandTest.tiny(run, "--epochs", "1")).code())
                .isZero();
        Path file = run.resolve("run.json");

        int flips = flipEach(
                file,
                () -> assertThatThrownBy(() -> ResumedRun.open(run))
                        .isInstanceOf(UserInputException.class)
                        .hasMessage("--resume " + run
                                + ": run.json was changed or is damaged; restore it from a backup, or start a "
                                + "new run"));

        System.out.println("flipped bytes of a run's description " + flips + ", found " + flips);
        try (ResumedRun whole = ResumedRun.open(run)) {
            assertThat(whole.path()).isEqualTo(run);
        }
    }

    /** Flips one bit of each byte, or of a number of bytes, of a file, and restores the file. */
    private static int flipEach(Path file, Runnable check) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int flips = Math.min(whole.length, MOST_BYTES);
        for (int i = 0; i < flips; i++) {
            int place = whole.length <= MOST_BYTES ? i : random.nextInt(whole.length);
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, damaged);
            check.run();
        }
        Files.write(file, whole);
        return flips;
    }

    private static Checkpoint checkpoint(long step) {
        Weights.Builder weights = Weights.builder();
        Weights.Builder slots = Weights.builder();
        MODEL.parameters().forEach((name, parameter) -> {
            float[] values = new float[Math.toIntExact(parameter.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = step / (i + 3f);
            }
            weights.put(name, parameter.dimensions(), values);
            slots.put(name + "/momentum", parameter.dimensions(), values);
        });
        Map<String, List<Double>> progress = Map.of("hits", List.of(3.0), "train_loss", List.of(0.1, 1 / 3.0));
        return new Checkpoint(
                MODEL,
                weights.build(),
                slots.build(),
                Goals.of(MODEL, Task.classification(List.of("a", "b", "c"))),
                step,
                progress);
    }
}
