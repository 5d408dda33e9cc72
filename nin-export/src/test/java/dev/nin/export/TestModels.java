// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Small models that are exported quickly, and their results in TensorFlow before the export. */
public final class TestModels {
    public static final int SIZE = 4;

    private TestModels() {}

    public static FeatureMap image() {
        return Nin.image(SIZE, SIZE, 1);
    }

    public static ModelSpec tiny() {
        return image().conv2d(2, 3).relu().flatten().dense(3).build("tiny");
    }

    /** Creates a checkpoint with weights from the seed, and the labels a, b, c and so on. */
    public static Checkpoint checkpoint(ModelSpec spec, long seed) {
        List<String> labels = IntStream.range(0, spec.classes())
                .mapToObj(label -> Character.toString('a' + label))
                .toList();
        return new Checkpoint(spec, weights(spec, seed), Weights.empty(), labels, 0);
    }

    /** Creates a checkpoint with weights from the seed. */
    static Weights weights(ModelSpec spec, long seed) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(seed));
                Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }

    public static Checkpoint checkpoint() {
        return checkpoint(tiny(), 1);
    }

    public static byte[] pixels(int images, int height, int width, int channels) {
        byte[] pixels = new byte[images * height * width * channels];
        new Random(7).nextBytes(pixels);
        return pixels;
    }

    /** Computes the model's softmax from its trained variables. */
    public static float[][] probabilities(Checkpoint checkpoint, byte[] pixels, int images) {
        try (CompiledModel model = GraphCompiler.compile(checkpoint.spec(), Mode.inference())) {
            Operand<TFloat32> softmax = Ops.create(model.graph()).nn.softmax(model.logits());
            long[] shape = model.input().shape().asArray();
            shape[0] = images;
            try (Session session = new Session(model.graph());
                    TUint8 input = TUint8.tensorOf(Shape.of(shape), DataBuffers.of(pixels, true, false))) {
                Variables.write(session, model.variables(), checkpoint.weights());
                try (Result result = session.runner()
                        .feed(model.input(), input)
                        .fetch(softmax)
                        .run()) {
                    return floats((TFloat32) result.get(0));
                }
            }
        }
    }

    private static float[][] floats(TFloat32 tensor) {
        float[][] values =
                new float[(int) tensor.shape().get(0)][(int) tensor.shape().get(1)];
        for (int i = 0; i < values.length; i++) {
            for (int c = 0; c < values[i].length; c++) {
                values[i][c] = tensor.getFloat(i, c);
            }
        }
        return values;
    }
}
