// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** Changes that replace each value of a channel by another one, independently of its neighbors, as in Pillow. */
final class Tones {
    private Tones() {}

    /** Multiplies values by a factor. */
    static ImageChange brightness(double factor) {
        return image -> replaceAll(image, mix(0, factor));
    }

    /** Multiplies the distance from the mean luma by a factor. */
    static ImageChange contrast(double factor) {
        return image -> replaceAll(image, mix(meanLuma(image), factor));
    }

    /**
     * Keeps the upper bits of values.
     *
     * @param bits number of bits, 0 to 8
     */
    static ImageChange posterize(int bits) {
        byte[] table = new byte[Pixels.LEVELS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i & (0xff << (8 - bits)));
        }
        return image -> replaceAll(image, table);
    }

    /** Inverts values that are not below a threshold. */
    static ImageChange solarize(double threshold) {
        byte[] table = new byte[Pixels.LEVELS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i < threshold ? i : 255 - i);
        }
        return image -> replaceAll(image, table);
    }

    /** Autocontrast: stretches each channel so that its minimum becomes 0 and its maximum 255. */
    static void stretch(Pixels image) {
        for (int channel = 0; channel < image.channels; channel++) {
            int[] counts = image.histogram(channel);
            int least = 0;
            while (counts[least] == 0) {
                least++;
            }
            int greatest = counts.length - 1;
            while (counts[greatest] == 0) {
                greatest--;
            }
            if (greatest > least) {
                image.replace(channel, stretching(least, greatest));
            }
        }
    }

    private static byte[] stretching(int least, int greatest) {
        double scale = 255.0 / (greatest - least);
        double start = -least * scale;
        byte[] table = new byte[Pixels.LEVELS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) Math.max(0, Math.min(255, (int) (i * scale + start)));
        }
        return table;
    }

    /** Makes the values of each channel about equally frequent. */
    static void equalize(Pixels image) {
        for (int channel = 0; channel < image.channels; channel++) {
            int[] counts = image.histogram(channel);
            int greatest = counts.length - 1;
            while (counts[greatest] == 0) {
                greatest--;
            }
            int step = (image.height * image.width - counts[greatest]) / 255;
            if (step > 0) {
                byte[] table = new byte[Pixels.LEVELS];
                int sum = step / 2;
                for (int i = 0; i < table.length; i++) {
                    table[i] = (byte) Math.min(255, sum / step);
                    sum += counts[i];
                }
                image.replace(channel, table);
            }
        }
    }

    private static byte[] mix(int value, double factor) {
        byte[] table = new byte[Pixels.LEVELS];
        for (int i = 0; i < table.length; i++) {
            table[i] = Pixels.mixed(value, i, (float) factor);
        }
        return table;
    }

    private static int meanLuma(Pixels image) {
        long sum = 0;
        for (int i = image.offset; i < image.end(); i += image.channels) {
            sum += image.channels == 1 ? image.values[i] & 0xff : image.luma(i);
        }
        return (int) (sum / ((double) image.height * image.width) + 0.5);
    }

    private static void replaceAll(Pixels image, byte[] table) {
        for (int i = image.offset; i < image.end(); i++) {
            image.values[i] = table[image.values[i] & 0xff];
        }
    }
}
