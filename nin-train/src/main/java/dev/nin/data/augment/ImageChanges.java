// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.List;

/** The changes drawn for one image, in order of application. */
public final class ImageChanges {
    private final List<ImageChange> changes;

    ImageChanges(List<ImageChange> changes) {
        this.changes = List.copyOf(changes);
    }

    /**
     * Changes an image in place.
     *
     * @param pixels holds the image's bytes (height, width, channels)
     * @param offset offset of its first byte
     * @param height height in pixels
     * @param width width in pixels
     * @param channels 1 or 3
     * @throws UserInputException if the array does not hold such an image
     */
    public void apply(byte[] pixels, int offset, int height, int width, int channels) {
        Pixels image = new Pixels(pixels, offset, height, width, channels);
        for (ImageChange change : changes) {
            change.apply(image);
        }
    }

    /**
     * Moves the labels of an image's mask as {@link #apply} moves the pixels; color changes do not affect it.
     *
     * @param labels holds the mask's bytes (height, width)
     * @param offset offset of its first byte
     * @param height height in pixels
     * @param width width in pixels
     * @param outside the label of pixels from outside the mask, such as 255 for "ignore"
     * @throws UserInputException if the array does not hold such a mask, or the label is not a byte
     */
    public void applyToMask(byte[] labels, int offset, int height, int width, int outside) {
        if (outside < 0 || outside > 255) {
            throw new UserInputException("the label outside the mask is " + outside + ", expected 0 to 255");
        }
        Pixels mask = new Pixels(labels, offset, height, width, 1);
        for (ImageChange change : changes) {
            if (change instanceof GeometricChange geometric) {
                geometric.applyToMask(mask, (byte) outside);
            }
        }
    }
}
