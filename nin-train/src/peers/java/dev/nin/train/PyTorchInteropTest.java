package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.step.TrainingGraph;
import dev.nin.data.source.DataSource;
import dev.nin.data.Dataset;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import dev.nin.data.ImageSets;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.zoo.Zoo;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Weights;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.Task;
import dev.nin.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Transfers networks from PyTorch (through DJL, which writes and reads safetensors itself) to this library and back.
 * Run with {@code mvn -Ppeers -pl nin-train -am test -Dtest=PyTorchInteropTest
 * -Dsurefire.failIfNoSpecifiedTests=false}; it prints how far apart the two are.
 */
class PyTorchInteropTest {
    private static final ImageSets SAMPLE = DataSource.load("sample");
    private static final float RATE = 0.01f;
    private static final int[] WIDTHS = {96, 256, 384, 10};
    private static final int[] KERNELS = {11, 5, 3, 3};
    private static final int[] PADDINGS = {0, 2, 1, 1};

    private final TensorFlowRuntime runtime =
            TensorFlowRuntime.start(dev.nin.runtime.Device.parse("cpu"), 0, false);

    @TempDir
    private Path folder;

    @BeforeAll
    static void stayOffline() {
        System.setProperty("ai.djl.offline", "true");
    }

    @Test
    void theNotebooksNetworkGivesTheSameLogits() throws IOException {
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).resize(224, 224), 10);
        Dataset images = SAMPLE.test().limit(16);
        Path file = folder.resolve("net.safetensors");
        try (TorchNetwork theirs = notebook(0.5f)) {
            theirs.draw(new Shape(1, 1, 224, 224));
            theirs.save(file);
            float[] ours = logits(spec, PyTorchWeights.read(file, spec), images);
            assertClose("the seed's network at 224 px", ours, theirs.logits(images, 224));
        }
    }

    /** Five batches, twice: the second time shows that the first steps have changed the weights. */
    @Test
    void tenStepsOfGradientDescentLoseAlike() throws IOException {
        ModelSpec spec = withoutDropout(Nin.image(28, 28, 1).resize(96, 96));
        List<Dataset> batches = IntStream.range(0, 10)
                .mapToObj(step -> SAMPLE.train()
                        .select(IntStream.range(step % 5 * 32, step % 5 * 32 + 32)
                                .toArray()))
                .toList();
        Path file = folder.resolve("net.safetensors");
        double[] theirs;
        try (TorchNetwork network = notebook(0)) {
            network.draw(new Shape(1, 1, 96, 96));
            network.save(file);
            theirs = network.train(batches, 96, RATE);
        }
        double[] ours = train(spec, PyTorchWeights.read(file, spec), batches);
        for (int step = 0; step < ours.length; step++) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "step %d of SGD: loss %.6f, PyTorch's %.6f, %.1e apart",
                    step + 1,
                    ours[step],
                    theirs[step],
                    Math.abs(ours[step] - theirs[step])));
        }
        assertThat(theirs[5]).as("the first batch's loss when it comes again").isLessThan(theirs[0] - 0.01);
        assertThat(ours).containsExactly(theirs, within(1e-3));
    }

    @Test
    void aNetworkTrainedHereIsAsGoodInPyTorch() throws IOException {
        ModelSpec spec = Zoo.nin(Nin.image(28, 28, 1).resize(68, 68), 10);
        Checkpoint trained = train(spec, 3);
        Path file = folder.resolve("net.safetensors");
        PyTorchWeights.write(
                file, spec, trained.weights(), WeightsFile.names(notebooksFile(), spec));
        try (TorchNetwork theirs = notebook(0.5f)) {
            theirs.load(file, new Shape(1, 1, 68, 68));
            assertSameAnswers("NiN trained here", trained, theirs, 68);
        }
    }

    /** Batch normalization's moving averages, a depthwise kernel, and a map that is flattened. */
    @Test
    void otherLayersTrainedHereAreAsGoodInPyTorch() throws IOException {
        ModelSpec spec = Nin.image(28, 28, 1)
                .conv2d(8, 3, 2, 1)
                .withoutBias()
                .batchNorm()
                .relu()
                .depthwiseConv2d(3, 2, 1)
                .relu()
                .conv2d(12, 1)
                .flatten()
                .batchNorm()
                .dense(32)
                .relu()
                .dense(10)
                .build("mixed");
        Checkpoint trained = train(spec, 3);
        Path file = folder.resolve("net.safetensors");
        PyTorchWeights.write(file, spec, trained.weights(), PyTorchNames.of(spec));
        try (TorchNetwork theirs = new TorchNetwork()) {
            theirs.add("0", conv(8, 3, 2, 1, 1, false))
                    .add("1", BatchNorm.builder().optEpsilon(1e-5f).build())
                    .add(Activation.reluBlock())
                    .add("3", conv(8, 3, 2, 1, 8, true))
                    .add(Activation.reluBlock())
                    .add("5", conv(12, 1, 1, 0, 1, true))
                    .add(Blocks.batchFlattenBlock())
                    .add("7", BatchNorm.builder().optEpsilon(1e-5f).build())
                    .add("8", Linear.builder().setUnits(32).build())
                    .add(Activation.reluBlock())
                    .add("10", Linear.builder().setUnits(10).build())
                    .load(file, new Shape(1, 1, 28, 28));
            assertSameAnswers("other layers trained here", trained, theirs, 28);
        }
    }

    /** The notebook's network, with the names of its state_dict. */
    private static TorchNetwork notebook(float dropout) {
        TorchNetwork net = new TorchNetwork();
        int place = 0;
        for (int block = 0; block < 4; block++) {
            for (int i = 0; i < 3; i++) {
                int kernel = i == 0 ? KERNELS[block] : 1;
                int stride = block == 0 && i == 0 ? 4 : 1;
                int padding = i == 0 ? PADDINGS[block] : 0;
                net.add("backbone." + place + "." + 2 * i, conv(WIDTHS[block], kernel, stride, padding, 1, true))
                        .add(Activation.reluBlock());
            }
            if (block < 3) {
                net.add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2)));
            }
            if (block == 2) {
                net.add(ai.djl.nn.norm.Dropout.builder().optRate(dropout).build());
            }
            place += block == 2 ? 3 : 2;
        }
        return net.add(Pool.globalAvgPool2dBlock()).add(Blocks.batchFlattenBlock());
    }

    private static Conv2d conv(int filters, int kernel, int stride, int padding, int groups, boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(groups)
                .optBias(bias)
                .setFilters(filters)
                .build();
    }

    private static ModelSpec withoutDropout(FeatureMap in) {
        return in.nin(96, 11, 4, 0)
                .maxPool(3, 2)
                .nin(256, 5, 1, 2)
                .maxPool(3, 2)
                .nin(384, 3, 1, 1)
                .maxPool(3, 2)
                .nin(10, 3, 1, 1)
                .globalAvgPool()
                .build("nin");
    }

    /** A file with the notebook's names. */
    private Path notebooksFile() throws IOException {
        Path file = folder.resolve("notebook.safetensors");
        try (TorchNetwork net = notebook(0)) {
            net.draw(new Shape(1, 1, 68, 68));
            net.save(file);
        }
        return file;
    }

    private double[] train(ModelSpec spec, Weights weights, List<Dataset> batches) {
        TrainingConfig config =
                TrainingConfig.builder().batch(32).optimizer(new Optimizer.Sgd()).build();
        int[] order = IntStream.range(0, 32).toArray();
        double[] losses = new double[batches.size()];
        try (TrainingGraph graph = new TrainingGraph(spec, Task.classification(SAMPLE.test().classes()), config, runtime.sessionConfig())) {
            graph.setWeights(weights);
            for (int step = 0; step < losses.length; step++) {
                try (Batch batch = BatchQueue.read(batches.get(step), order, 0, order.length)) {
                    losses[step] = graph.step(batch.images(), batch.labels(), RATE, step)
                            .loss();
                }
            }
        }
        return losses;
    }

    private Checkpoint train(ModelSpec spec, int epochs) {
        TrainingConfig config = TrainingConfig.builder()
                .epochs(epochs)
                .batch(32)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(LearningRate.constant(0.02))
                .unitVariance(true)
                .clipNorm(1)
                .build();
        return Trainer.of(spec)
                .data(SAMPLE.train().limit(1500), SAMPLE.test().limit(100))
                .config(config)
                .session(runtime.sessionConfig())
                .run();
    }

    private void assertSameAnswers(String what, Checkpoint trained, TorchNetwork network, int size) {
        Dataset images = SAMPLE.test();
        float[] ours = logits(trained.spec(), trained.weights(), images);
        float[] theirs = network.logits(images, size);
        double ourAccuracy = accuracy(ours, images);
        double theirAccuracy = accuracy(theirs, images);
        System.out.println(String.format(Locale.ROOT, "%s: accuracy on %d test images %.4f, in PyTorch %.4f", what, images.size(), ourAccuracy, theirAccuracy));
        assertThat(ourAccuracy).as("an untrained network would compare nothing").isGreaterThan(0.3);
        assertThat(theirAccuracy).isEqualTo(ourAccuracy);
        assertClose(what, ours, theirs);
    }

    private float[] logits(ModelSpec spec, Weights weights, Dataset images) {
        int[] order = IntStream.range(0, images.size()).toArray();
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.frozen(weights));
                Session session = new Session(model.graph(), runtime.sessionConfig());
                Batch batch = BatchQueue.read(images, order, 0, order.length);
                Result result = session.runner()
                        .feed(model.input(), batch.images())
                        .fetch(model.logits())
                        .run()) {
            float[] logits = new float[images.size() * spec.classes()];
            FloatDataBuffer buffer = DataBuffers.of(logits, false, false);
            ((TFloat32) result.get(0)).copyTo(buffer);
            return logits;
        }
    }

    private static double accuracy(float[] logits, Dataset images) {
        int classes = images.classes().size();
        int hits = 0;
        for (int i = 0; i < images.size(); i++) {
            int predicted = 0;
            for (int label = 1; label < classes; label++) {
                if (logits[i * classes + label] > logits[i * classes + predicted]) {
                    predicted = label;
                }
            }
            hits += predicted == images.label(i) ? 1 : 0;
        }
        return (double) hits / images.size();
    }

    /** Asserts that the largest difference is below 1e-4 of PyTorch's largest value. */
    private static void assertClose(String what, float[] ours, float[] theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        double difference = 0;
        double greatest = 0;
        for (int i = 0; i < ours.length; i++) {
            difference = Math.max(difference, Math.abs((double) ours[i] - theirs[i]));
            greatest = Math.max(greatest, Math.abs(theirs[i]));
        }
        System.out.println(String.format(Locale.ROOT, "%s: logits up to %.3f, at most %.1e of that apart", what, greatest, difference / greatest));
        assertThat(greatest).isPositive();
        assertThat(difference / greatest).as(what).isLessThan(1e-4);
        assertThat(IntStream.range(0, theirs.length).filter(i -> theirs[i] != 0).count())
                .as("logits that are not cut off by the last ReLU")
                .isGreaterThan(theirs.length / 4);
    }
}
