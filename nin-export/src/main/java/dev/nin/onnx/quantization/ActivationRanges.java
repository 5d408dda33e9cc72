// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.SubScope;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.messages.TensorProtos;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** The range of each node's values when a model runs on sample images. */
public final class ActivationRanges {
    private static final int BATCH = 16;

    private final ModelSpec spec;
    private final int imageBytes;
    private final float[] least;
    private final float[] greatest;
    private int images;

    private ActivationRanges(ModelSpec spec, int imageBytes) {
        this.spec = spec;
        this.imageBytes = imageBytes;
        least = new float[spec.nodes().size()];
        greatest = new float[spec.nodes().size()];
    }

    /**
     * Runs a model.
     *
     * @param spec the model, which reads images as uint8
     * @param weights its weights
     * @param images at least one image, each (height, width, channels), uint8
     * @param augmentation the versions of each image to run on
     * @param config the session's configuration
     * @return the ranges
     * @throws UserInputException if the model reads several images or numbers of 32 bits, there is no image, or one has
     *     another size
     */
    public static ActivationRanges of(
            ModelSpec spec,
            Weights weights,
            Iterable<byte[]> images,
            TestTimeAugmentation augmentation,
            ConfigProto config) {
        Input input = spec.input();
        if (input.pixels() != Input.Pixels.UINT8) {
            throw new InvalidSettingException(
                    "int8",
                    "is set for the model \"" + spec.name()
                            + "\", which reads float32, expected a model that reads uint8; remove it");
        }
        ActivationRanges ranges = new ActivationRanges(spec, input.height() * input.width() * input.channels());
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.frozen(weights), augmentation)) {
            ranges.run(model, images, config);
        }
        return ranges;
    }

    private void run(CompiledModel model, Iterable<byte[]> sample, ConfigProto config) {
        Ops tf = SubScope.of(Ops.create(model.graph())).withSubScope("ranges");
        ModelOperands operands = model.operands().augmented().orElse(model.operands());
        List<Operand<TFloat32>> lows = new ArrayList<>();
        List<Operand<TFloat32>> highs = new ArrayList<>();
        for (Node node : spec.nodes()) {
            Operand<TFloat32> values = tf.reshape(operands.node(node.name()), tf.constant(new int[] {-1}));
            Operand<TInt32> all = tf.constant(0);
            lows.add(tf.min(values, all));
            highs.add(tf.max(values, all));
        }
        Operand<TFloat32> low = tf.stack(lows);
        Operand<TFloat32> high = tf.stack(highs);
        try (Session session = new Session(model.graph(), false, config)) {
            Iterator<byte[]> left = sample.iterator();
            if (!left.hasNext()) {
                throw new InvalidSettingException(
                        "int8", "has no images, expected at least one to calibrate with; add some");
            }
            while (left.hasNext()) {
                try (TUint8 batch = batch(left);
                        Result result = session.runner()
                                .feed(model.input(), batch)
                                .fetch(low)
                                .fetch(high)
                                .run()) {
                    extend(TensorProtos.floats((TFloat32) result.get(0)), TensorProtos.floats((TFloat32)
                            result.get(1)));
                }
            }
        }
    }

    private TUint8 batch(Iterator<byte[]> left) {
        byte[] pixels = new byte[BATCH * imageBytes];
        int count = 0;
        while (count < BATCH && left.hasNext()) {
            byte[] image = left.next();
            if (image.length != imageBytes) {
                throw new InvalidSettingException(
                        "int8",
                        "has an image of " + image.length + " bytes, expected " + imageBytes
                                + " as the model's input; resize it");
            }
            System.arraycopy(image, 0, pixels, count++ * imageBytes, imageBytes);
        }
        images += count;
        Input input = spec.input();
        return TUint8.tensorOf(
                Shape.of(count, input.height(), input.width(), input.channels()),
                DataBuffers.of(pixels, true, false).slice(0, (long) count * imageBytes));
    }

    private void extend(float[] low, float[] high) {
        for (int i = 0; i < least.length; i++) {
            if (!Float.isFinite(low[i]) || !Float.isFinite(high[i])) {
                throw new UserInputException("layer \"" + spec.nodes().get(i).name() + "\" of model \"" + spec.name()
                        + "\" has values that are not finite, expected finite ones to quantize it; use another"
                        + " checkpoint");
            }
            least[i] = Math.min(least[i], low[i]);
            greatest[i] = Math.max(greatest[i], high[i]);
        }
    }

    /** Returns the number of images. */
    public int images() {
        return images;
    }

    /** Returns the ranges by the nodes' names. */
    public Map<String, ValueRange> byNode() {
        Map<String, ValueRange> ranges = new HashMap<>();
        for (int i = 0; i < least.length; i++) {
            ranges.put(spec.nodes().get(i).name(), new ValueRange(least[i], greatest[i]));
        }
        return ranges;
    }
}
