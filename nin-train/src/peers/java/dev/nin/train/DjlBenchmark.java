package dev.nin.train;

import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.data.source.DataSource;
import dev.nin.data.Dataset;
import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import dev.nin.dsl.Nin;
import dev.nin.zoo.Zoo;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares NiN's training step with the one of DJL on PyTorch, in turn on the same cores, with the same layers, sizes,
 * batches and optimizer. Ours starts from bytes and resizes them in its graph; DJL's starts from resized images. Run
 * with {@code mvn -Pbenchmark,peers -pl nin-train -am test -Dtest=DjlBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}; it prints figures and asserts no limit.
 */
@Tag("benchmark")
class DjlBenchmark {
    private static final int ROUNDS = 5;

    private final TensorFlowRuntime runtime =
            TensorFlowRuntime.start(dev.nin.runtime.Device.parse("cpu"), 0, false);

    @ParameterizedTest
    @CsvSource({"96, 128, 6", "224, 128, 2"})
    void stepAgainstDjl(int imageSize, int batchSize, int steps) {
        System.setProperty("ai.djl.offline", "true");
        Dataset images = DataSource.load("sample").train();
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).normalize(0.286f, 0.353f).resize(imageSize, imageSize), 10);
        TrainingConfig config = TrainingConfig.builder()
                .batch(batchSize)
                .optimizer(new Optimizer.Momentum(0.9f, false))
                .weightDecay(5e-4)
                .build();
        int[] order = IntStream.range(0, batchSize).toArray();
        double[] ratios = new double[ROUNDS];
        double[] ourSpeeds = new double[ROUNDS];
        double[] theirSpeeds = new double[ROUNDS];
        try (TrainingGraph ours = new TrainingGraph(spec, Task.classification(images.classes()), config, runtime.sessionConfig());
                Batch batch = BatchQueue.read(images, order, 0, batchSize);
                DjlNin theirs = new DjlNin(imageSize, batchSize)) {
            for (int round = -1; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (int step = 0; step < steps; step++) {
                    ours.step(batch.images(), batch.labels(), 0.01f, step);
                }
                long middle = System.nanoTime();
                for (int step = 0; step < steps; step++) {
                    theirs.step();
                }
                long end = System.nanoTime();
                // The first round warms up.
                if (round >= 0) {
                    ratios[round] = (double) (end - middle) / (middle - start);
                    ourSpeeds[round] = steps * batchSize * 1e9 / (middle - start);
                    theirSpeeds[round] = steps * batchSize * 1e9 / (end - middle);
                }
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(ourSpeeds);
        Arrays.sort(theirSpeeds);
        System.out.println(String.format(
                Locale.ROOT,
                "%d px, batch %d: %.1f images/s, DJL on PyTorch %.1f; %.2f times as fast (%.2f to %.2f over %d rounds)",
                imageSize,
                batchSize,
                ourSpeeds[ROUNDS / 2],
                theirSpeeds[ROUNDS / 2],
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                ROUNDS));
    }

    /** NiN in DJL, with one batch. */
    private static final class DjlNin implements AutoCloseable {
        private final Model model = Model.newInstance("nin", Device.cpu(), "PyTorch");
        private final ai.djl.training.Trainer trainer;
        private final NDManager manager;
        private final NDArray images;
        private final NDArray labels;

        DjlNin(int imageSize, int batchSize) {
            SequentialBlock net = new SequentialBlock();
            block(net, 96, 11, 4, 0);
            net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2)));
            block(net, 256, 5, 1, 2);
            net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2)));
            block(net, 384, 3, 1, 1);
            net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2)));
            net.add(Dropout.builder().optRate(0.5f).build());
            block(net, 10, 3, 1, 1);
            net.add(Pool.globalAvgPool2dBlock());
            net.add(Blocks.batchFlattenBlock());
            model.setBlock(net);
            trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optDevices(new Device[] {Device.cpu()})
                    .optInitializer(new XavierInitializer(), Parameter.Type.WEIGHT)
                    .optOptimizer(ai.djl.training.optimizer.Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(0.01f))
                            .optMomentum(0.9f)
                            .optWeightDecays(5e-4f)
                            .build()));
            Shape shape = new Shape(batchSize, 1, imageSize, imageSize);
            trainer.initialize(shape);
            manager = trainer.getManager().newSubManager();
            images = manager.randomNormal(shape);
            labels = manager.arange(batchSize).mod(10).toType(DataType.FLOAT32, false);
        }

        private static void block(SequentialBlock net, int channels, int kernel, int stride, int padding) {
            for (int i = 0; i < 3; i++) {
                net.add(Conv2d.builder()
                        .setKernelShape(i == 0 ? new Shape(kernel, kernel) : new Shape(1, 1))
                        .optStride(i == 0 ? new Shape(stride, stride) : new Shape(1, 1))
                        .optPadding(i == 0 ? new Shape(padding, padding) : new Shape(0, 0))
                        .setFilters(channels)
                        .build());
                net.add(Activation.reluBlock());
            }
        }

        void step() {
            try (NDManager step = manager.newSubManager();
                    GradientCollector collector = trainer.newGradientCollector()) {
                images.tempAttach(step);
                NDList output = trainer.forward(new NDList(images));
                NDArray loss = trainer.getLoss().evaluate(new NDList(labels), output);
                collector.backward(loss);
                output.attach(step);
                loss.attach(step);
                loss.getFloat();
            }
            trainer.step();
        }

        @Override
        public void close() {
            manager.close();
            trainer.close();
            model.close();
        }
    }
}
