package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.Input;
import dev.nin.model.LayerVisitor;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Normalize;
import dev.nin.model.Resize;
import dev.nin.model.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Emits the operations of one node. Feature maps are (batch, height, width, channels). */
final class LayerEmitter implements LayerVisitor<Operand<TFloat32>> {
    private static final String VALID = "VALID";

    private final Ops tf;
    private final Operand<? extends TNumber> images;
    private final List<Operand<TFloat32>> inputs;
    private final Map<String, Operand<TFloat32>> parameters;
    private final @Nullable Randomness randomness;

    /** The key of a training graph's random draws: a seed for this node, and the step. */
    record Randomness(long seed, Operand<TInt64> step) {}

    /**
     * Prepares the emission of one node.
     *
     * @param tf scoped to the node
     * @param images what the model is given
     * @param inputs the node's inputs in order
     * @param parameters the node's parameters by name
     * @param randomness the key of random draws; null where nothing is drawn, in inference
     */
    LayerEmitter(
            Ops tf,
            Operand<? extends TNumber> images,
            List<Operand<TFloat32>> inputs,
            Map<String, Operand<TFloat32>> parameters,
            @Nullable Randomness randomness) {
        this.tf = tf;
        this.images = images;
        this.inputs = inputs;
        this.parameters = parameters;
        this.randomness = randomness;
    }

    @Override
    public Operand<TFloat32> visit(Input layer) {
        Operand<TFloat32> floats = tf.dtypes.cast(images, TFloat32.class);
        return images.type().equals(TUint8.class) ? tf.math.mul(floats, tf.constant(1 / 255f)) : floats;
    }

    @Override
    public Operand<TFloat32> visit(Resize layer) {
        int[] size = {layer.size().height(), layer.size().width()};
        return tf.image.resizeBilinear(input(), tf.constant(size), ResizeBilinear.halfPixelCenters(true));
    }

    @Override
    public Operand<TFloat32> visit(Normalize layer) {
        float[] mean = new float[layer.mean().size()];
        float[] factor = new float[mean.length];
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = layer.mean().get(channel);
            factor[channel] = 1 / layer.deviation().get(channel);
        }
        return tf.math.mul(tf.math.sub(input(), tf.constant(mean)), tf.constant(factor));
    }

    @Override
    public Operand<TFloat32> visit(Conv2d layer) {
        PaddedInput padded = PaddedInput.forConvolution(tf, input(), layer);
        Operand<TFloat32> convolved =
                tf.nn.conv2d(padded.input(), parameter("kernel"), image(layer.stride()), padded.padding());
        return tf.nn.biasAdd(convolved, parameter("bias"));
    }

    @Override
    public Operand<TFloat32> visit(Dense layer) {
        return tf.nn.biasAdd(tf.linalg.matMul(input(), parameter("kernel")), parameter("bias"));
    }

    @Override
    public Operand<TFloat32> visit(Activation layer) {
        return switch (layer.function()) {
            case RELU -> tf.nn.relu(input());
            case SIGMOID -> tf.math.sigmoid(input());
            case TANH -> tf.math.tanh(input());
        };
    }

    @Override
    public Operand<TFloat32> visit(MaxPool2d layer) {
        Operand<TFloat32> input = input();
        return tf.nn.maxPool(input, sizes(layer.window()), sizes(layer.stride()), VALID);
    }

    @Override
    public Operand<TFloat32> visit(AvgPool2d layer) {
        return tf.nn.avgPool(input(), image(layer.window()), image(layer.stride()), VALID);
    }

    @Override
    public Operand<TFloat32> visit(GlobalAvgPool2d layer) {
        return tf.math.mean(input(), tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    }

    @Override
    public Operand<TFloat32> visit(Dropout layer) {
        if (randomness == null) {
            return input();
        }
        Operand<TInt64> key = tf.stack(List.of(tf.constant(randomness.seed()), randomness.step()));
        Operand<TFloat32> drawn = tf.random.statelessRandomUniform(tf.shape(input()), key, TFloat32.class);
        Operand<TFloat32> kept = tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant(layer.rate())), TFloat32.class);
        return tf.math.mul(input(), tf.math.mul(kept, tf.constant(1 / (1 - layer.rate()))));
    }

    @Override
    public Operand<TFloat32> visit(Flatten layer) {
        // Seen from the static shape, so that shape inference still knows the vector's size.
        long size = 1;
        for (int dimension = 1; dimension < 4; dimension++) {
            size *= input().shape().get(dimension);
        }
        return tf.reshape(input(), tf.constant(new long[] {-1, size}));
    }

    @Override
    public Operand<TFloat32> visit(Add layer) {
        return tf.math.addN(inputs);
    }

    @Override
    public Operand<TFloat32> visit(Concat layer) {
        return tf.concat(inputs, tf.constant(-1));
    }

    private Operand<TFloat32> input() {
        return inputs.get(0);
    }

    private Operand<TFloat32> parameter(String name) {
        Operand<TFloat32> parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("the layer declares no parameter " + name);
        }
        return parameter;
    }

    private static List<Long> image(Size size) {
        return List.of(1L, (long) size.height(), (long) size.width(), 1L);
    }

    private Operand<org.tensorflow.types.TInt32> sizes(Size size) {
        return tf.constant(new int[] {1, size.height(), size.width(), 1});
    }
}
