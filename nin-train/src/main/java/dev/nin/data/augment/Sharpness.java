// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/**
 * Multiplies the distance from a smoothed image by a factor, as Pillow's ImageEnhance.Sharpness does: below 1 blurs,
 * above 1 sharpens.
 *
 * @param factor 0 for the smoothed image, 1 for the original image
 */
record Sharpness(double factor) implements ImageChange {
    /** Weight of the middle pixel; its eight neighbors have the weight 1. */
    private static final int MIDDLE = 5;

    private static final int SUM = MIDDLE + 8;

    @Override
    public void apply(Pixels image) {
        if (factor == 1) {
            return;
        }
        byte[] from = image.copy();
        int channels = image.channels;
        int row = image.width * channels;
        // The outermost pixels lack neighbors and are not changed.
        for (int y = 1; y < image.height - 1; y++) {
            for (int i = y * row + channels; i < (y + 1) * row - channels; i++) {
                int around = three(from, i - row, channels) + three(from, i, channels) + three(from, i + row, channels);
                int value = from[i] & 0xff;
                int smooth = (2 * (around + (MIDDLE - 1) * value) + SUM) / (2 * SUM);
                image.values[image.offset + i] = Pixels.mixed(smooth, value, (float) factor);
            }
        }
    }

    private static int three(byte[] values, int at, int step) {
        return (values[at - step] & 0xff) + (values[at] & 0xff) + (values[at + step] & 0xff);
    }
}
