// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** Changes of the three channels of each pixel together. Images of one channel stay as they are. */
final class Colors {
    /** Sectors of the color circle: red, yellow, green, cyan, blue, magenta. */
    private static final int SECTORS = 6;

    private Colors() {}

    /** Distances from each pixel's luma times a factor, as Pillow's ImageEnhance.Color. */
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

    /** The hue of HSV turned by a share of the color circle; saturation and value stay. */
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
        for (int channel = 0; channel < 3; channel++) {
            values[at + channel] = (byte) (least + range * share(hue + SECTORS - 2 * channel) + 0.5f);
        }
    }

    /** How much of the range red has at a hue: all of it within a sector of red, none within a sector of cyan. */
    private static float share(float hue) {
        float around = hue;
        while (around >= SECTORS) {
            around -= SECTORS;
        }
        return Math.max(0, Math.min(1, Math.abs(around - 3) - 1));
    }
}
