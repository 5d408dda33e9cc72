// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;

/**
 * A window of an image, in pixels of that image.
 *
 * @param top the first row
 * @param left the first column
 * @param height number of rows
 * @param width number of columns
 */
public record CropWindow(int top, int left, int height, int width) {
    /** @throws UserInputException if it starts outside the image or has no pixel */
    public CropWindow {
        if (top < 0 || left < 0 || height < 1 || width < 1) {
            throw new UserInputException("the window is " + height + " x " + width + " pixels at (" + top + ", " + left
                    + "), expected at least 1 x 1 at (0, 0) or after");
        }
    }

    static CropWindow whole(int height, int width) {
        if (height < 1 || width < 1) {
            throw new UserInputException("the image is " + height + " x " + width + " pixels, expected at least 1 x 1");
        }
        return new CropWindow(0, 0, height, width);
    }
}
