// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.encoded;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.TargetBuffer;
import dev.nin.task.Target;
import java.util.List;

/** The targets of the images of an {@link EncodedSource}, by number. Safe for use by several threads. */
public interface EncodedTargets {
    /** No targets besides the images themselves. */
    EncodedTargets NONE = new EncodedTargets() {
        @Override
        public List<Target> targets() {
            return List.of();
        }

        @Override
        public void read(int index, Draw draw, TargetBuffer into) {}
    };

    /**
     * Returns the description of the targets.
     *
     * @return the targets as for {@link Dataset#targets}
     */
    List<Target> targets();

    /**
     * Reads the targets of an image.
     *
     * @param index the image's number
     * @param draw the augmentation of the image, which also applies to masks
     * @param into receives each of {@link #targets}
     * @throws dev.nin.UserInputException if a target cannot be read
     */
    void read(int index, Draw draw, TargetBuffer into);
}
