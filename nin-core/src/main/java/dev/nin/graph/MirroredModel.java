// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.collect.ImmutableMap;
import dev.nin.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** Emits a model that runs on images and their mirror images in one pass and averages its outputs for the two. */
final class MirroredModel {
    private static final int BATCH = 0;
    private static final int WIDTH = 2;

    private MirroredModel() {}

    /**
     * Emits the model.
     *
     * @param images by input name, (batch, height, width, channels)
     * @throws IllegalArgumentException if the mode is for training
     */
    static ModelOperands emit(
            ModelSpec spec, Ops tf, Map<String, ? extends Operand<? extends TNumber>> images, Mode mode) {
        requireInference(spec, mode);
        Ops scoped = SubScope.of(tf);
        Ops mirroring = scoped.withSubScope("mirrored");
        Map<String, Operand<? extends TNumber>> both = new LinkedHashMap<>();
        images.forEach((name, batch) -> both.put(name, withMirrored(mirroring, batch)));
        ModelOperands pass = new ModelEmitter(spec, scoped, both, mode).emit();
        ImmutableMap.Builder<String, Operand<TFloat32>> nodes = ImmutableMap.builder();
        pass.nodes().forEach((name, values) -> {
            boolean isOutput = spec.outputs().contains(name);
            nodes.put(name, isOutput ? averaged(mirroring, values) : ofImages(mirroring, values));
        });
        return new ModelOperands(
                spec,
                nodes.buildOrThrow(),
                pass.variables(),
                pass.updates(),
                pass.step(),
                pass.penalty(),
                Optional.of(pass));
    }

    /** Returns the values of the images themselves, without those of the mirror images. */
    static Operand<TFloat32> ofImages(Ops tf, Operand<TFloat32> both) {
        return halves(tf, both).get(0);
    }

    private static void requireInference(ModelSpec spec, Mode mode) {
        Mode behaviour = mode instanceof Mode.Sharing sharing ? sharing.behaviour() : mode;
        if (behaviour instanceof Mode.Training) {
            throw new IllegalArgumentException("test-time augmentation: the model \"" + spec.name()
                    + "\" is applied for training, expected Mode.inference() or Mode.frozen(weights)");
        }
    }

    private static <T extends TNumber> Operand<T> withMirrored(Ops tf, Operand<T> images) {
        return tf.concat(List.of(images, mirrored(tf, images)), tf.constant(BATCH));
    }

    private static Operand<TFloat32> averaged(Ops tf, Operand<TFloat32> both) {
        List<Operand<TFloat32>> halves = halves(tf, both);
        Operand<TFloat32> ofMirrored = both.rank() == 4 ? mirrored(tf, halves.get(1)) : halves.get(1);
        return tf.math.mul(tf.math.add(halves.get(0), ofMirrored), tf.constant(0.5f));
    }

    private static <T extends TNumber> Operand<T> mirrored(Ops tf, Operand<T> maps) {
        return tf.reverse(maps, tf.constant(new int[] {WIDTH}));
    }

    private static List<Operand<TFloat32>> halves(Ops tf, Operand<TFloat32> both) {
        return List.copyOf(tf.split(tf.constant(BATCH), both, 2L).output());
    }
}
