// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;

/**
 * The height, width and number of channels of a dataset's images when they are read.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 * @param channels values per pixel: 1 for gray, 3 for color
 */
public record ImageShape(int height, int width, int channels) {
    /** @throws UserInputException if a number is below 1 or an image does not fit into an array */
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1 || (long) height * width * channels > Integer.MAX_VALUE - 8) {
            throw new UserInputException("the images' shape is " + height + "×" + width + "×" + channels
                    + ", expected at least 1 each and less than 2 GB in all");
        }
    }

    /**
     * Returns the number of bytes of one image.
     *
     * @return height · width · channels
     */
    public int bytes() {
        return height * width * channels;
    }

    /** Returns height×width×channels. */
    @Override
    public String toString() {
        return height + "×" + width + "×" + channels;
    }
}
