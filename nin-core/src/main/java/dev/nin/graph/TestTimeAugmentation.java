// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.base.Ascii;
import dev.nin.InvalidSettingException;

/**
 * The versions of an image that a model runs on for inference. The outputs for all of them are averaged, before the
 * task turns them into predictions.
 */
public enum TestTimeAugmentation {
    /** Only the image itself. */
    NONE,
    /**
     * The image and its mirror image, left to right. Feature maps of the mirror image are mirrored back before they are
     * averaged. An image takes twice the time, and only objects whose mirror image means the same can profit.
     */
    FLIP;

    /**
     * Parses a name as written on the command line.
     *
     * @param name none or flip
     * @return the augmentation
     * @throws InvalidSettingException if the name is neither
     */
    public static TestTimeAugmentation parse(String name) {
        for (TestTimeAugmentation each : values()) {
            if (each.toString().equals(name)) {
                return each;
            }
        }
        throw new InvalidSettingException("testTimeAugmentation", name + " is not known, expected none or flip");
    }

    /** Returns the name as written on the command line. */
    @Override
    public String toString() {
        return Ascii.toLowerCase(name());
    }
}
