// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.util.Arrays;
import java.util.List;

/** The place in a batch into which an example's targets are read, each under its number among the dataset's targets. */
public final class TargetBuffer {
    private final List<Target> specs;
    private final Object[] arrays;
    private final int place;
    private final int image;

    /**
     * @param specs the dataset's targets
     * @param arrays an array for each target of the batch
     */
    TargetBuffer(List<Target> specs, Object[] arrays, int place, int image) {
        this.specs = specs;
        this.arrays = arrays;
        this.place = place;
        this.image = image;
    }

    /**
     * Sets a class.
     *
     * @param target the target's number, of {@link Kind#CLASS}
     * @param label the class's number
     * @throws UserInputException if there is no such class
     */
    public void put(int target, int label) {
        Target spec = specs.get(target);
        if (label < 0 || (label >= spec.names().size() && !spec.names().isEmpty())) {
            throw new UserInputException(culprit(spec) + " has the class " + label + ", expected 0 to "
                    + (spec.names().size() - 1) + "; check the labels");
        }
        ((int[]) arrays[target])[place] = label;
    }

    /**
     * Sets numbers.
     *
     * @param target the target's number, of {@link Kind#VALUES} or {@link Kind#TAGS}
     * @param values the values, as many as the target has
     * @throws UserInputException if their number differs, or one is not finite
     */
    public void put(int target, float... values) {
        Target spec = specs.get(target);
        if (values.length != spec.size()) {
            throw new UserInputException(culprit(spec) + " has " + values.length + " numbers, expected " + spec.size()
                    + " as " + spec.names());
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new UserInputException(culprit(spec) + " is " + Arrays.toString(values)
                        + ", expected finite numbers; fix or remove the example");
            }
        }
        System.arraycopy(values, 0, arrays[target], place * values.length, values.length);
    }

    /**
     * Sets a mask.
     *
     * @param target the target's number, of {@link Kind#MASK}
     * @param mask a class for each pixel, (height, width), or {@link Target#NOTHING}
     * @throws UserInputException if its size differs, or it has a class that does not exist
     */
    public void put(int target, byte[] mask) {
        Target spec = specs.get(target);
        if (mask.length != spec.size()) {
            throw new UserInputException(
                    culprit(spec) + " has " + mask.length + " pixels, expected a mask of " + spec.dimensions());
        }
        for (byte each : mask) {
            int label = Byte.toUnsignedInt(each);
            if (label >= spec.names().size() && label != Target.NOTHING) {
                throw new UserInputException(culprit(spec) + " has the class " + label
                        + ", expected 0 to " + (spec.names().size() - 1) + " for " + spec.names() + ", or "
                        + Target.NOTHING + " for none");
            }
        }
        System.arraycopy(mask, 0, arrays[target], place * mask.length, mask.length);
    }

    private String culprit(Target spec) {
        return "the target \"" + spec.name() + "\" of image " + image;
    }
}
