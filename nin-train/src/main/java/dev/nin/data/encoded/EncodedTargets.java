// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.encoded;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.TargetBuffer;
import dev.nin.task.Target;
import java.util.List;

/**
 * What is to be learnt of the images of an {@link EncodedSource}, by their numbers. Safe for use by several threads.
 */
public interface EncodedTargets {
    /** Nothing but the images themselves. */
    EncodedTargets NONE = new EncodedTargets() {
        @Override
        public List<Target> targets() {
            return List.of();
        }

        @Override
        public void read(int index, Draw draw, TargetBuffer into) {}
    };

    /**
     * What the targets are.
     *
     * @return as {@link Dataset#targets} returns it
     */
    List<Target> targets();

    /**
     * Reads what is to be learnt of an image.
     *
     * @param index which image
     * @param draw how the image is changed, which a mask is changed with
     * @param into takes each of {@link #targets}
     * @throws dev.nin.UserInputException if it cannot be read
     */
    void read(int index, Draw draw, TargetBuffer into);
}
