// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.source.DataSource;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.Trainer;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A separate process that trains as one task of several, and saves the result. */
final class TrainingWorker {
    /** Exit code of a worker that was notified of a lost task. */
    static final int LOST = 3;

    private TrainingWorker() {}

    /**
     * The training of the workers.
     *
     * @param optimizer name of the optimizer on the command line
     * @param images number of training images
     * @param batch images per step
     * @param epochs number of epochs
     * @param mixes whether images are mirrored, moved and mixed, with dropout
     * @param normalizes whether there is batch normalization
     */
    record Task(String optimizer, int images, int batch, int epochs, boolean mixes, boolean normalizes) {
        List<String> words() {
            return List.of(
                    optimizer,
                    Integer.toString(images),
                    Integer.toString(batch),
                    Integer.toString(epochs),
                    Boolean.toString(mixes),
                    Boolean.toString(normalizes));
        }

        static Task of(String... words) {
            return new Task(
                    words[0],
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Boolean.parseBoolean(words[4]),
                    Boolean.parseBoolean(words[5]));
        }

        ModelSpec model() {
            FeatureMap stem = Nin.image(28, 28, 1)
                    .normalize(0.286f, 0.353f)
                    .conv2d(8, 5, 2, 0)
                    .relu();
            FeatureMap normalized = normalizes ? stem.batchNorm() : stem;
            FeatureMap pooled = normalized.maxPool(2, 2).conv2d(16, 3, 1, 1).relu();
            // A map of 1×1, whose size the random draws must not hide from the next layer.
            return mixes
                    ? pooled.maxPool(6, 6)
                            .dropout(0.5)
                            .conv2d(10, 1, 1, 0)
                            .globalAvgPool()
                            .build("small")
                    : pooled.flatten().dense(10).build("small");
        }

        TrainingConfig config() {
            return TrainingConfig.builder()
                    .epochs(epochs)
                    .batch(batch)
                    .optimizer(Optimizer.named(optimizer))
                    .weightDecay(1e-3)
                    .clipNorm(1)
                    .unitVariance(true)
                    .augmentation(mixes ? Augmentation.flipShift(2).withMixUp(0.2) : Augmentation.NONE)
                    .build();
        }

        Trainer trainer(TensorFlowRuntime runtime) {
            Dataset train = DataSource.load("sample").train().limit(images);
            return Trainer.of(model())
                    .data(train, train.limit(250))
                    .config(config())
                    .session(runtime.sessionConfig());
        }
    }

    /** Starts a worker for each of several tasks on free ports of this machine. */
    static List<Process> start(int count, Path folder, Task task) throws IOException {
        return start(count, folder, TrainingWorker.class, task.words());
    }

    /** Starts workers of a class with given arguments. */
    static List<Process> start(int count, Path folder, Class<?> worker, List<String> words) throws IOException {
        String cluster =
                freePorts(count).stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        List<Process> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    worker.getName(),
                    cluster,
                    Integer.toString(i),
                    output(folder, i).toString()));
            command.addAll(words);
            workers.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(folder, i).toFile())
                    .start());
        }
        return workers;
    }

    /** Returns the folder of a task's checkpoint. */
    static Path output(Path folder, int task) {
        return folder.resolve("task-" + task);
    }

    /** Returns the file of a task's output. */
    static Path log(Path folder, int task) {
        return folder.resolve("task-" + task + ".log");
    }

    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    public static void main(String... arguments) {
        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 1, false);
        Task task = Task.of(Arrays.copyOfRange(arguments, 3, arguments.length));
        train(arguments, task.trainer(runtime), runtime);
    }

    /** Trains as one of several, and saves the result. */
    static void train(String[] arguments, Trainer trainer, TensorFlowRuntime runtime) {
        String told = String.join(" ", Arrays.asList(arguments).subList(3, arguments.length));
        ClusterPlan plan =
                ClusterPlan.parse(arguments[0], Integer.parseInt(arguments[1]), false, Duration.ofSeconds(60));
        try (Cluster cluster = Cluster.join(plan, Map.of("task", told), runtime.sessionConfig(), lost -> {
            System.out.println("lost: " + lost);
            Runtime.getRuntime().halt(LOST);
        })) {
            try {
                Checkpoint trained = trainer.replica(cluster.replica())
                        .listeners(new Talker())
                        .run();
                trained.write(Path.of(arguments[2]));
            } catch (RuntimeException e) {
                cluster.fail(e);
                throw e;
            }
        }
    }

    /** Prints when the first step has been taken, and the metrics of each epoch. */
    private static final class Talker implements TrainingListener {
        private boolean isStarted;

        @Override
        public void stepTaken(StepMetrics metrics) {
            if (!isStarted) {
                System.out.println("started");
            }
            isStarted = true;
        }

        @Override
        public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
            System.out.println(metrics.train() + " " + metrics.test());
        }
    }
}
