// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.CheckpointFolder;
import dev.nin.files.StagedDirectory;
import dev.nin.train.TaskExample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills trainings with SIGKILL at random moments and resumes them until they finish. */
class KillTest {
    private static final int RUNS = 100;
    private static final int STREAMED_RUNS = 30;
    private static final int RUNS_OF_A_TASK = 12;
    private static final int STEPS_OF_AN_EPOCH = 8;
    private static final Pattern CHECKPOINT = Pattern.compile("epoch-(\\d+)(?:-step-(\\d+))?");

    private Map<String, String> environment = Map.of();

    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger killsInWriting = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();
    private final AtomicInteger passedOver = new AtomicInteger();

    @TempDir
    private Path folder;

    /** The output of a process. */
    private record Life(Process process, Path output) {
        boolean hasSaid(String line) throws IOException {
            return Files.readAllLines(output).contains(line);
        }
    }

    @Test
    @Tag("slow")
    @Timeout(1200)
    void aHundredRunsEndAsIfTheyHadNeverBeenKilled() throws Exception {
        endAsIfNeverKilled(RUNS);
        assertThat(killsInWriting).hasPositiveValue();
    }

    @Test
    @Tag("slow")
    @Timeout(1200)
    void streamedAndAugmentedRunsEndAsIfTheyHadNeverBeenKilled(@TempDir Path photos) throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            BufferedImage image =
                    new BufferedImage(40 + random.nextInt(40), 40 + random.nextInt(40), BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < image.getWidth() * image.getHeight(); pixel++) {
                image.setRGB(pixel % image.getWidth(), pixel / image.getWidth(), random.nextInt() >> i % 2);
            }
            Path file = photos.resolve(i % 2 + "/" + i + ".jpg");
            Files.createDirectories(file.getParent());
            assertThat(ImageIO.write(image, "jpg", file.toFile())).isTrue();
        }
        environment = Map.of(KillWorker.PHOTOS, photos.toString());
        endAsIfNeverKilled(STREAMED_RUNS);
        assertThat(killsInWriting).hasPositiveValue();
    }

    @ParameterizedTest
    @EnumSource(TaskExample.class)
    @Tag("slow")
    @Timeout(1200)
    void runsOfEachTaskEndAsIfTheyHadNeverBeenKilled(TaskExample task) throws Exception {
        environment = Map.of(KillWorker.TASK, task.name());
        endAsIfNeverKilled(RUNS_OF_A_TASK);
    }

    private void endAsIfNeverKilled(int number) throws Exception {
        long start = System.nanoTime();
        Life whole = start(folder.resolve("whole"), 0);
        await(whole, "begun");
        long started = System.nanoTime();
        assertThat(whole.process().waitFor()).isZero();
        long training = System.nanoTime() - started;
        Map<String, String> expected =
                Folders.hashes(folder.resolve("whole/best").toRealPath());

        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int run = i;
                runs.add(() -> killed(run, training, expected));
            }
            int several = 0;
            for (Future<Integer> run : two.invokeAll(runs)) {
                several += run.get() > 1 ? 1 : 0;
            }
            System.out.println("runs " + number + ", ended with the same bytes " + number + ", kills " + kills
                    + ", of them while a checkpoint was written " + killsInWriting + ", resumes " + resumes
                    + ", runs killed several times " + several + ", damaged checkpoints skipped " + passedOver
                    + ", seconds " + (System.nanoTime() - start) / 1_000_000_000);
            assertThat(kills).hasValueGreaterThanOrEqualTo(number * 8 / 10);
            assertThat(passedOver).as("a killed process leaves none").hasValue(0);
        } finally {
            two.shutdownNow();
        }
    }

    /** Kills one run one to three times; returns how often it was actually killed. */
    private int killed(int number, long training, Map<String, String> expected) throws Exception {
        Random random = new Random(number);
        Path run = folder.resolve("run-" + number);
        int wanted = 1 + (random.nextInt(10) < 3 ? 1 + random.nextInt(2) : 0);
        int hits = 0;
        for (int life = 0; ; life++) {
            Life child = start(run, life);
            if (life < wanted) {
                // One in eight is killed while it starts, the others after the first step.
                boolean early = random.nextInt(8) == 0;
                if (!early) {
                    await(child, "begun");
                }
                long wait = (long) (random.nextDouble() * training / wanted);
                Uninterruptibles.sleepUninterruptibly(Duration.ofNanos(wait));
                if (child.process().isAlive()) {
                    child.process().destroyForcibly();
                }
            }
            int code = child.process().waitFor();
            passedOver.addAndGet((int) Files.readAllLines(child.output()).stream()
                    .filter(line -> line.startsWith("skipped"))
                    .count());
            if (code == 0) {
                assertThat(Folders.hashes(run.resolve("best").toRealPath()))
                        .as("run %d", number)
                        .isEqualTo(expected);
                requireWhole(run);
                return hits;
            }
            assertThat(code)
                    .as("run %d: %s", number, Files.readString(child.output()))
                    .isEqualTo(137);
            hits++;
            kills.incrementAndGet();
            resumes.incrementAndGet();
            killsInWriting.addAndGet(hasHalf(run) ? 1 : 0);
            requireWhole(run);
        }
    }

    /** Kills the whole command, including event files and report. */
    @Test
    @Tag("slow")
    @Timeout(300)
    void theCommandEndsAsIfItHadNeverBeenKilled() throws Exception {
        Path whole = folder.resolve("whole");
        Path output = Files.createFile(folder.resolve("output"));
        // In a separate process like the killed ones: earlier tests in this process have fixed the threads, and thus
        // the order of sums.
        runToItsEnd(output, (Object[]) words(whole));
        Path run = folder.resolve("run");
        int[] steps = {1, 5, 9, 14};
        for (int i = 0; i < steps.length; i++) {
            Process process = OtherProcess.start(
                    TrainCommand.class, output, i == 0 ? (Object[]) words(run) : new Object[] {"--resume", run});
            while (!hasStep(run, steps[i])) {
                assertThat(process.isAlive()).as("%s", Files.readString(output)).isTrue();
                Thread.sleep(5);
            }
            process.destroyForcibly();
            assertThat(process.waitFor()).isEqualTo(137);
            requireWhole(run);
        }

        runToItsEnd(output, "--resume", run);
        Folders.assertSameResult(run, whole);
    }

    private static void runToItsEnd(Path output, Object... words) throws Exception {
        int code = OtherProcess.start(TrainCommand.class, output, words).waitFor();
        assertThat(code).as("%s", Files.readString(output)).isZero();
    }

    private static String[] words(Path run) {
        return TrainCommandTest.tiny(run, "--epochs", "2", "--batch", "8", "--checkpoint-steps", "1");
    }

    /** Returns whether there is a checkpoint of the step or a later one, by its name: the run may delete it at once. */
    private static boolean hasStep(Path run, long step) throws IOException {
        List<Path> all = new CheckpointFolder(run.resolve("checkpoints")).all();
        if (all.isEmpty()) {
            return false;
        }
        Matcher name = CHECKPOINT.matcher(all.get(all.size() - 1).getFileName().toString());
        assertThat(name.matches()).as("%s", name).isTrue();
        String within = name.group(2);
        return (within == null ? Long.parseLong(name.group(1)) * STEPS_OF_AN_EPOCH : Long.parseLong(within)) >= step;
    }

    private Life start(Path run, int life) throws IOException {
        Path output = Files.createFile(folder.resolve(run.getFileName() + "-" + life + ".log"));
        return new Life(OtherProcess.start(KillWorker.class, output, environment, run), output);
    }

    private static void await(Life child, String line) throws Exception {
        while (child.process().isAlive() && !child.hasSaid(line)) {
            Thread.sleep(2);
        }
    }

    private static boolean hasHalf(Path run) throws IOException {
        Path checkpoints = run.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> children = Files.list(checkpoints)) {
            return children.anyMatch(child -> child.getFileName().toString().startsWith(StagedDirectory.PREFIX));
        }
    }

    /** No incomplete checkpoint has a final name. */
    private static void requireWhole(Path run) throws IOException {
        for (Path checkpoint : new CheckpointFolder(run.resolve("checkpoints")).all()) {
            assertThat(Checkpoint.read(checkpoint).step()).isPositive();
        }
    }
}
