// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.UserInputException;

/**
 * A window of an image as displayed, that is, with its orientation applied.
 *
 * @param top rows above the window
 * @param left columns left of the window
 * @param height rows of the window
 * @param width columns of the window
 */
public record Crop(int top, int left, int height, int width) {
    /** @throws UserInputException if the window is empty or starts outside of the image */
    public Crop {
        if (top < 0 || left < 0 || height < 1 || width < 1) {
            throw new UserInputException("a crop of " + height + "×" + width + " pixels at " + top + ", " + left
                    + ", expected at least one pixel of the image");
        }
    }

    /** Returns the same window in the image as stored. */
    Crop stored(ImageHeader header) {
        int bottom = header.height() - top - height;
        int right = header.width() - left - width;
        return switch (header.orientation()) {
            case 2 -> new Crop(top, right, height, width);
            case 3 -> new Crop(bottom, right, height, width);
            case 4 -> new Crop(bottom, left, height, width);
            case 5 -> new Crop(left, top, width, height);
            case 6 -> new Crop(right, top, width, height);
            case 7 -> new Crop(right, bottom, width, height);
            case 8 -> new Crop(left, bottom, width, height);
            default -> this;
        };
    }

    /** Returns whether the window lies within an image. */
    boolean isWithin(ImageHeader header) {
        return top + height <= header.height() && left + width <= header.width();
    }
}
