// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.Arrays;

/** An image of bytes (height, width, channels) within an array. */
final class Pixels {
    /** The number of values of a byte. */
    static final int LEVELS = 256;

    final byte[] values;
    final int offset;
    final int height;
    final int width;
    final int channels;

    /** @throws UserInputException if the array does not hold an image of 1 or 3 channels there */
    Pixels(byte[] values, int offset, int height, int width, int channels) {
        CropWindow.whole(height, width);
        if (channels != 1 && channels != 3) {
            throw new UserInputException("the image has " + channels + " channels, expected 1 or 3");
        }
        long pixels = (long) height * width;
        if (offset < 0 || pixels > values.length || offset + pixels * channels > values.length) {
            throw new UserInputException("the image is " + height + " x " + width + " x " + channels + " at offset "
                    + offset + ", expected it to lie within its array of " + values.length + " bytes");
        }
        this.values = values;
        this.offset = offset;
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    /** Returns the offset after the last byte. */
    int end() {
        return offset + height * width * channels;
    }

    /** Returns a copy of the image's bytes. */
    byte[] copy() {
        return Arrays.copyOfRange(values, offset, end());
    }

    /** Replaces each value of a channel by its value in a table. */
    void replace(int channel, byte[] table) {
        for (int i = offset + channel; i < end(); i += channels) {
            values[i] = table[values[i] & 0xff];
        }
    }

    /** Returns how often each value occurs in a channel. */
    int[] histogram(int channel) {
        int[] counts = new int[LEVELS];
        for (int i = offset + channel; i < end(); i += channels) {
            counts[values[i] & 0xff]++;
        }
        return counts;
    }

    /** Returns the ITU-R BT.601 luma of the color at an offset, rounded as in Pillow. */
    int luma(int at) {
        return (19595 * (values[at] & 0xff) + 38470 * (values[at + 1] & 0xff) + 7471 * (values[at + 2] & 0xff) + 0x8000)
                >> 16;
    }

    /**
     * Returns a mix of two values: the first at factor 0, the second at 1, extrapolated above 1; truncated as in
     * Pillow.
     */
    static byte mixed(int first, int second, float factor) {
        return (byte) Math.max(0, Math.min(LEVELS - 1, (int) (first + factor * (second - first))));
    }
}
