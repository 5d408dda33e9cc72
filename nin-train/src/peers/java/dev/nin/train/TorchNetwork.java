package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import ai.djl.Device;
import ai.djl.Model;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network that DJL runs on PyTorch, with the parameter names of the state_dict of the same nn.Sequential. */
final class TorchNetwork implements AutoCloseable {
    private static final int SEED = 41;
    private static final Map<String, String> NAMES = Map.of(
            "weight", "weight",
            "bias", "bias",
            "gamma", "weight",
            "beta", "bias",
            "runningMean", "running_mean",
            "runningVar", "running_var");

    private final Model model = Model.newInstance("net", Device.cpu(), "PyTorch");
    private final NDManager manager = model.getNDManager().newSubManager();
    private final SequentialBlock net = new SequentialBlock();
    private final Map<String, Parameter> state = new LinkedHashMap<>();

    TorchNetwork() {
        model.setBlock(net);
    }

    /** Adds a layer without parameters. */
    TorchNetwork add(Block layer) {
        net.add(layer);
        return this;
    }

    /** Adds a layer by its PyTorch name. */
    TorchNetwork add(String module, Block layer) {
        net.add(layer);
        layer.getParameters().forEach(each -> state.put(module + "." + NAMES.get(each.getKey()), each.getValue()));
        return this;
    }

    /** Initializes kernels as He et al. do, and biases with random values below a quarter. */
    void draw(Shape input) {
        manager.getEngine().setRandomSeed(SEED);
        for (Map.Entry<String, Parameter> each : state.entrySet()) {
            each.getValue()
                    .setInitializer((arrays, shape, type) -> each.getKey().endsWith("bias")
                            ? arrays.randomUniform(-0.05f, 0.2f, shape, type)
                            : new NormalInitializer((float) Math.sqrt(2.0 * shape.get(0) / shape.size()))
                                    .initialize(arrays, shape, type));
        }
        net.initialize(manager, DataType.FLOAT32, input);
    }

    /** Writes the state with DJL's own writer. */
    void save(Path file) throws IOException {
        NDList arrays = new NDList();
        state.forEach((name, parameter) -> {
            NDArray array = parameter.getArray().duplicate();
            array.setName(name);
            arrays.add(array);
        });
        try (OutputStream out = Files.newOutputStream(file)) {
            arrays.encode(out, NDList.Encoding.SAFETENSORS);
        }
    }

    /** Reads the state with DJL's own reader; the network has no state yet. */
    void load(Path file, Shape input) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (NDArray array : NDList.decode(manager, in)) {
                Parameter parameter = state.get(array.getName());
                if (parameter == null) {
                    throw new IllegalArgumentException("there is no " + array.getName() + " among " + state.keySet());
                }
                parameter.setArray(array);
            }
        }
        net.initialize(manager, DataType.FLOAT32, input);
    }

    /** Returns the logits, row by row. */
    float[] logits(Dataset images, int size) {
        try (NDManager each = manager.newSubManager()) {
            ParameterStore store = new ParameterStore(each, false);
            return net.forward(store, new NDList(pixels(each, images, size)), false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    /** Takes a step of plain gradient descent on each batch, and returns the losses before it. */
    double[] train(List<Dataset> batches, int size, float rate) {
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(ai.djl.training.optimizer.Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(rate))
                        .build());
        double[] losses = new double[batches.size()];
        try (Trainer trainer = model.newTrainer(config)) {
            Dataset first = batches.get(0);
            trainer.initialize(new Shape(first.size(), first.channels(), size, size));
            for (int step = 0; step < losses.length; step++) {
                Dataset batch = batches.get(step);
                try (NDManager each = trainer.getManager().newSubManager();
                        GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray labels = each.create(labels(batch));
                    NDList output = trainer.forward(new NDList(pixels(each, batch, size)));
                    NDArray loss = trainer.getLoss().evaluate(new NDList(labels), output);
                    collector.backward(loss);
                    losses[step] = loss.getFloat();
                }
                trainer.step();
            }
        }
        return losses;
    }

    /** Returns images as from torchvision's Resize and ToTensor: resized bilinearly, from 0 to 1, channels first. */
    private static NDArray pixels(NDManager manager, Dataset images, int size) {
        float[] pixels = new float[images.size() * images.shape().bytes()];
        byte[] image = new byte[images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, new ExampleBuffer(image, 0));
            for (int place = 0; place < image.length; place++) {
                pixels[i * image.length + place] = Byte.toUnsignedInt(image[place]) / 255f;
            }
        }
        ImageShape shape = images.shape();
        NDArray stored = manager.create(
                pixels, new Shape(images.size(), shape.height(), shape.width(), shape.channels()));
        NDArray resized = shape.height() == size
                ? stored
                : NDImageUtils.resize(stored, size, size, Image.Interpolation.BILINEAR);
        return resized.transpose(0, 3, 1, 2);
    }

    private static float[] labels(Dataset images) {
        float[] labels = new float[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i);
        }
        return labels;
    }

    @Override
    public void close() {
        manager.close();
        model.close();
    }
}
