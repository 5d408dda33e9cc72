// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.Shuffle;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.SubScope;
import dev.nin.graph.Variables;
import dev.nin.model.Activation;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.runtime.MemoryCheck;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Data-dependent initialization: each kernel, in the order of the graph, is scaled until its layer's output on a first
 * batch has unit variance (LSUV, Mishkin and Matas 2015). The last kernel before the logits is scaled to a tenth, so
 * that training starts from nearly equal probabilities. If a ReLU follows it, its bias becomes 1: softmax is invariant
 * to this shift, and it keeps the ReLU from zeroing half of the classes.
 */
final class UnitVariance implements AutoCloseable {
    /** Number of images in the first batch. */
    static final int BATCH = 256;

    private static final int PHOTOS = 32;
    /** The images of more pixels are fewer, since they provide as many values to measure. */
    private static final int LARGE = 320 * 320;

    private static final int FEWEST = 4;

    private static final String KERNEL = "/kernel";
    private static final String BIAS = "/bias";
    private static final int MOST_PASSES = 5;
    private static final float TOLERANCE = 0.02f;
    private static final float LAST = 0.1f;
    private static final float LAST_BIAS = 1f;

    private final ModelSpec spec;
    private final List<String> outputs;
    private final CompiledModel model;
    private final Session session;
    private final List<Node> layers;
    private final List<Operand<TFloat32>> deviations;

    UnitVariance(ModelSpec spec, Goals goals, ConfigProto config) {
        this.spec = spec;
        outputs = goals.goals().stream().map(Goal::output).toList();
        Set<String> parameters = spec.parameters().keySet();
        layers = spec.nodes().stream()
                .filter(node -> parameters.contains(node.name() + KERNEL))
                .toList();
        model = GraphCompiler.compile(spec, Mode.inference());
        try {
            Ops tf = SubScope.of(Ops.create(model.graph())).withSubScope("unit_variance");
            deviations = layers.stream()
                    .map(layer -> deviation(tf, model.operands().node(layer.name())))
                    .toList();
            session = new Session(model.graph(), config);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** Scales randomly initialized weights on images that a seed chooses. */
    static Weights scaled(Weights drawn, ModelSpec spec, Goals goals, Dataset train, long seed, ConfigProto session) {
        int[] order = Shuffle.order(train.size(), seed, 0);
        int size = Math.min(firstBatch(spec, train), order.length);
        MemoryCheck.requireInference(spec, size, session);
        try (UnitVariance unitVariance = new UnitVariance(spec, goals, session);
                Batch first = BatchQueue.read(train, order, 0, size)) {
            return unitVariance.scale(drawn, first);
        }
    }

    /** Image files are usually photos: fewer of them provide as many values to measure, and training starts sooner. */
    static int firstBatch(ModelSpec spec, Dataset train) {
        long pixels = MemoryCheck.pixels(spec);
        if (pixels > LARGE) {
            return (int) Math.max(FEWEST, (long) PHOTOS * LARGE / pixels);
        }
        return train.isDecoded() ? BATCH : PHOTOS;
    }

    /**
     * Scales the kernels.
     *
     * @param initial the randomly initialized weights
     * @param batch a first batch of the training images
     * @return the scaled weights
     */
    Weights scale(Weights initial, Batch batch) {
        Weights weights = initial;
        for (int i = 0; i < layers.size(); i++) {
            String kernel = layers.get(i).name() + KERNEL;
            for (int pass = 0; pass < MOST_PASSES; pass++) {
                Variables.write(session, model.variables(), weights);
                float deviation = measure(deviations.get(i), batch);
                // A layer with a constant output cannot be scaled to any variance.
                if (!(deviation > 0) || Math.abs(deviation - 1) < TOLERANCE) {
                    break;
                }
                weights = weights.scaled(kernel, 1 / deviation);
                if (isProportional(weights, layers.get(i))) {
                    break;
                }
            }
        }
        for (Node last : last()) {
            weights = calmed(weights, last);
        }
        return weights;
    }

    /** Returns whether a layer's output is proportional to its kernel, so that it need not be measured again. */
    private static boolean isProportional(Weights weights, Node layer) {
        String bias = layer.name() + BIAS;
        if (!weights.names().contains(bias)) {
            return true;
        }
        FloatBuffer values = weights.values(bias);
        while (values.hasRemaining()) {
            if (values.get() != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the last layers with a kernel before the outputs: one, except in networks whose branches join after them.
     */
    private List<Node> last() {
        Map<String, Node> nodes = spec.nodes().stream().collect(Collectors.toMap(Node::name, Function.identity()));
        List<Node> last = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            Node node = Objects.requireNonNull(nodes.get(open.remove()));
            if (!seen.add(node.name())) {
                continue;
            }
            if (layers.contains(node)) {
                last.add(node);
            } else {
                open.addAll(node.inputs());
            }
        }
        return last;
    }

    private Weights calmed(Weights weights, Node last) {
        Weights calm = weights.scaled(last.name() + KERNEL, LAST);
        if (isBeforeRelu(last)) {
            calm = calm.filled(last.name() + BIAS, LAST_BIAS);
        }
        return calm;
    }

    private boolean isBeforeRelu(Node layer) {
        Activation relu = new Activation(Activation.Function.RELU);
        Set<String> readers = spec.nodes().stream()
                .filter(node -> node.layer().equals(relu))
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.toSet());
        return readers.contains(layer.name());
    }

    private float measure(Operand<TFloat32> deviation, Batch batch) {
        try (Result result = session.runner()
                .feed(model.input(), batch.images())
                .fetch(deviation)
                .run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    private static Operand<TFloat32> deviation(Ops tf, Operand<TFloat32> output) {
        Operand<TFloat32> flat = tf.reshape(output, tf.constant(new int[] {-1}));
        Operand<TFloat32> centred = tf.math.sub(flat, tf.math.mean(flat, tf.constant(0)));
        return tf.math.sqrt(tf.math.mean(tf.math.square(centred), tf.constant(0)));
    }

    @Override
    public void close() {
        session.close();
        model.close();
    }
}
