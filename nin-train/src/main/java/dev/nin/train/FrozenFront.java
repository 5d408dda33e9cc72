// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.runtime.MemoryCheck;
import dev.nin.task.Target;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.batch.FeatureSet;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.EvaluationBatches;
import dev.nin.weights.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The frozen first part of a model, whose output for an image is the same in every step: it is computed once and kept.
 */
final class FrozenFront implements AutoCloseable {
    private static final int MOST_IMAGES = 32;
    /** Images of more pixels are computed in smaller batches. */
    private static final int LARGE = 320 * 320;

    /** The features may take up to 1/SHARE of the heap. */
    private static final int SHARE = 4;

    private final String node;
    private final int batch;
    private final CompiledModel model;
    private final Session session;

    /** Prepares to compute a node's output, given weights that do not change up to this node. */
    FrozenFront(ModelSpec spec, String node, Weights weights, ConfigProto config) {
        this.node = node;
        batch = isLarge(spec) ? Math.min(MOST_IMAGES, EvaluationBatches.size(spec)) : MOST_IMAGES;
        MemoryCheck.requireInference(spec, batch, config);
        model = GraphCompiler.compile(spec, Mode.frozen(weights));
        try {
            session = new Session(model.graph(), config);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static boolean isLarge(ModelSpec spec) {
        return MemoryCheck.pixels(spec) > LARGE;
    }

    /**
     * Returns the front's last node, if everything that is trained reads only this node.
     *
     * @param images all images whose features would be kept
     * @return empty if nothing is frozen, if more than one node is read, if images are augmented or are targets
     *     themselves, or if memory does not suffice
     */
    static Optional<String> last(ModelSpec spec, Goals goals, TrainingConfig config, List<Dataset> images) {
        boolean needsImages = goals.targets(spec).stream().anyMatch(target -> target.kind() == Target.Kind.IMAGE);
        if (needsImages || !config.augmentation().equals(Augmentation.NONE)) {
            return Optional.empty();
        }
        Set<String> fixed = new HashSet<>();
        boolean isLearned = false;
        for (Node each : spec.nodes()) {
            List<Parameter> parameters =
                    each.parameters(each.inputs().stream().map(spec::shape).toList());
            boolean draws = each.layer().drawsInTraining() && !each.frozen();
            if (!draws
                    && fixed.containsAll(each.inputs())
                    && parameters.stream().noneMatch(Parameter::trainable)) {
                fixed.add(each.name());
                isLearned |= !parameters.isEmpty();
            }
        }
        Set<String> read = new HashSet<>();
        spec.nodes().stream()
                .filter(each -> !fixed.contains(each.name()))
                .forEach(each -> each.inputs().stream().filter(fixed::contains).forEach(read::add));
        spec.outputs().stream().filter(fixed::contains).forEach(read::add);
        return isLearned && read.size() == 1
                ? read.stream().filter(each -> fits(spec, each, images)).findFirst()
                : Optional.empty();
    }

    private static boolean fits(ModelSpec spec, String node, List<Dataset> images) {
        long count = images.stream().mapToLong(Dataset::size).sum();
        return count * spec.shape(node).size() * Float.BYTES
                <= Runtime.getRuntime().maxMemory() / SHARE;
    }

    /** Computes the front's output for images, always in the same batches. */
    FeatureSet features(Dataset images) {
        Operand<TFloat32> wanted = model.operands().node(node);
        float[][] features = new float[images.size()][];
        Shape[] shape = new Shape[1];
        int[] place = new int[1];
        int[] order = IntStream.range(0, images.size()).toArray();
        try (BatchQueue batches = new BatchQueue(images, order, batch)) {
            while (batches.hasNext()) {
                try (Batch read = batches.next();
                        Result result = session.runner()
                                .feed(model.input(), read.images())
                                .fetch(wanted)
                                .run()) {
                    TFloat32 values = (TFloat32) result.get(0);
                    shape[0] = values.shape().tail();
                    FloatDataBuffer all = values.asRawTensor().data().asFloats();
                    int size = Math.toIntExact(shape[0].size());
                    for (long i = 0; i < values.shape().get(0); i++) {
                        float[] one = new float[size];
                        all.offset(i * size).read(one);
                        features[place[0]++] = one;
                    }
                }
            }
        }
        return new FeatureSet(images, node, Objects.requireNonNull(shape[0]), features);
    }

    @Override
    public void close() {
        session.close();
        model.close();
    }
}
