// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** Changes that combine the three channels of each pixel. Images of one channel are not changed. */
final class Colors {
    /** Sectors of the color circle: red, yellow, green, cyan, blue, magenta. */
    private static final int SECTORS = 6;

    private Colors() {}

    /** Multiplies each pixel's distance from its luma by a factor, as Pillow's ImageEnhance.Color does. */
    static ImageChange saturation(double factor) {
        return image -> {
            if (image.channels == 1 || factor == 1) {
                return;
            }
            byte[] values = image.values;
            for (int i = image.offset; i < image.end(); i += 3) {
                int luma = image.luma(i);
                values[i] = Pixels.mixed(luma, values[i] & 0xff, (float) factor);
                values[i + 1] = Pixels.mixed(luma, values[i + 1] & 0xff, (float) factor);
                values[i + 2] = Pixels.mixed(luma, values[i + 2] & 0xff, (float) factor);
            }
        };
    }

    /** Shifts the hue of HSV by a share of the color circle; saturation and value are not changed. */
    static ImageChange hue(double turn) {
        return image -> {
            if (image.channels == 1 || turn == 0) {
                return;
            }
            float shift = (float) (turn < 0 ? turn + 1 : turn) * SECTORS;
            for (int i = image.offset; i < image.end(); i += 3) {
                turn(image.values, i, shift);
            }
        };
    }

    private static void turn(byte[] values, int at, float shift) {
        int red = values[at] & 0xff;
        int green = values[at + 1] & 0xff;
        int blue = values[at + 2] & 0xff;
        int greatest = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        int range = greatest - least;
        if (range == 0) {
            return;
        }
        float hue;
        if (greatest == red) {
            hue = (green - blue) / (float) range + (green < blue ? SECTORS : 0);
        } else if (greatest == green) {
            hue = (blue - red) / (float) range + 2;
        } else {
            hue = (red - green) / (float) range + 4;
        }
        hue += shift;
        hue -= hue >= SECTORS ? SECTORS : 0;
        // The complements, cyan, magenta and yellow, are at 3, 5 and 1; distances are the shorter way around.
        values[at] = (byte) (least + range * share(hue - 3) + 0.5f);
        values[at + 1] = (byte) (least + range * share(hue < 2 ? hue + 1 : hue - 5) + 0.5f);
        values[at + 2] = (byte) (least + range * share(hue > 4 ? hue - 7 : hue - 1) + 0.5f);
    }

    /**
     * Returns the share of the range that a channel has: none within one sector of its complement, all from two sectors
     * away.
     */
    private static float share(float sectorsFromComplement) {
        return Math.max(0, Math.min(1, Math.abs(sectorsFromComplement) - 1));
    }
}
