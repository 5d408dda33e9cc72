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
     * Creates arrays for a batch.
     *
     * @param specs the dataset's targets
     * @param size number of examples
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
     * Returns the description of the targets.
     *
     * @return the targets in the dataset's order
     */
    public List<Target> specs() {
        return specs;
    }

    /**
     * Returns the place of an example.
     *
     * @param place the example's place in the batch
     * @param image the example's number in the dataset, for messages
     * @return the buffer for its targets
     */
    public TargetBuffer at(int place, int image) {
        return new TargetBuffer(specs, arrays, place, image);
    }

    /**
     * Returns the class numbers of a target.
     *
     * @param target the number of a target of {@link Kind#CLASS}
     * @return the classes (batch); not copied
     */
    public int[] classes(int target) {
        return (int[]) arrays[target];
    }

    /**
     * Returns the values of a target.
     *
     * @param target the number of a target of {@link Kind#VALUES} or {@link Kind#TAGS}
     * @return the values (batch, numbers); not copied
     */
    public float[] values(int target) {
        return (float[]) arrays[target];
    }

    /**
     * Returns the masks of a target.
     *
     * @param target the number of a target of {@link Kind#MASK}
     * @return the masks (batch, height, width); not copied
     */
    public byte[] mask(int target) {
        return (byte[]) arrays[target];
    }

    /** Adds all values to a hash. */
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
