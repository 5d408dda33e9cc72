// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.google.common.hash.Hasher;
import com.google.common.primitives.Floats;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.util.Arrays;
import java.util.List;

/** The targets of a batch's examples, one array for each target, the batch first. */
public final class Targets {
    private final List<Target> specs;
    private final Object[] arrays;

    /**
     * Room for a batch.
     *
     * @param specs the dataset's targets
     * @param size how many examples
     */
    public Targets(List<Target> specs, int size) {
        this.specs = List.copyOf(specs);
        arrays = specs.stream().map(spec -> array(spec, size)).toArray();
    }

    private static Object array(Target spec, int size) {
        int length = Math.multiplyExact(size, spec.size());
        return switch (spec.kind()) {
            case CLASS -> new int[length];
            case VALUES, TAGS -> new float[length];
            case MASK -> new byte[length];
            case IMAGE -> new byte[0];
        };
    }

    /**
     * What the targets are.
     *
     * @return in the dataset's order
     */
    public List<Target> specs() {
        return specs;
    }

    /**
     * The place of an example.
     *
     * @param place its place in the batch
     * @param image its number in the dataset, for messages
     * @return where its targets are put
     */
    public TargetBuffer at(int place, int image) {
        return new TargetBuffer(this, place, image);
    }

    /**
     * The numbers of classes.
     *
     * @param target the number of a target of {@link Kind#CLASS}
     * @return (batch); not copied
     */
    public int[] classes(int target) {
        return (int[]) arrays[target];
    }

    /**
     * Numbers.
     *
     * @param target the number of a target of {@link Kind#VALUES} or {@link Kind#TAGS}
     * @return (batch, numbers); not copied
     */
    public float[] values(int target) {
        return (float[]) arrays[target];
    }

    /**
     * Masks.
     *
     * @param target the number of a target of {@link Kind#MASK}
     * @return (batch, height, width); not copied
     */
    public byte[] mask(int target) {
        return (byte[]) arrays[target];
    }

    /** Adds all values. */
    void addTo(Hasher hasher) {
        for (int target = 0; target < arrays.length; target++) {
            switch (specs.get(target).kind()) {
                case CLASS -> Arrays.stream(classes(target)).forEach(hasher::putInt);
                case VALUES, TAGS -> Floats.asList(values(target)).forEach(hasher::putFloat);
                case MASK -> hasher.putBytes(mask(target));
                case IMAGE -> {}
            }
        }
    }
}
