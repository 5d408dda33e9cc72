// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tone and color changes against their definitions. */
class ColorChangesTest {
    private static final int HEIGHT = 30;
    private static final int WIDTH = 40;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 1.7, 4})
    void scalesBrightnessAndDistancesFromMeanAndLuma(double factor) {
        byte[] image = random(3);
        byte[] brighter = changed(Tones.brightness(factor), image, 3);
        byte[] contrasted = changed(Tones.contrast(factor), image, 3);
        byte[] saturated = changed(Colors.saturation(factor), image, 3);
        double mean = 0;
        for (int i = 0; i < image.length; i += 3) {
            mean += luma(image, i) / (HEIGHT * WIDTH);
        }
        for (int i = 0; i < image.length; i++) {
            double value = image[i] & 0xff;
            double luma = luma(image, i - i % 3);
            // The result is truncated, and the mean or luma is rounded first.
            assertNear(brighter[i], factor * value, 1);
            assertNear(contrasted[i], mean + factor * (value - mean), 1 + 0.5 * Math.abs(1 - factor));
            assertNear(saturated[i], luma + factor * (value - luma), 1 + 0.5 * Math.abs(1 - factor));
        }
    }

    private static void assertNear(byte actual, double expected, double apart) {
        double clipped = Math.max(0, Math.min(255, expected));
        assertThat((double) (actual & 0xff)).isBetween(clipped - apart - 1e-3, clipped + apart + 1e-3);
    }

    private static double luma(byte[] image, int at) {
        return 0.299 * (image[at] & 0xff) + 0.587 * (image[at + 1] & 0xff) + 0.114 * (image[at + 2] & 0xff);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -0.21, 0.1, 0.34, 0.5})
    void turnsTheHue(double turn) {
        byte[] image = random(3);
        byte[] turned = changed(Colors.hue(turn), image, 3);
        for (int i = 0; i < image.length; i += 3) {
            float[] hsb = Color.RGBtoHSB(image[i] & 0xff, image[i + 1] & 0xff, image[i + 2] & 0xff, null);
            Color expected = new Color(Color.HSBtoRGB(hsb[0] + (float) turn, hsb[1], hsb[2]));
            assertNear(turned[i], expected.getRed(), 1);
            assertNear(turned[i + 1], expected.getGreen(), 1);
            assertNear(turned[i + 2], expected.getBlue(), 1);
        }
    }

    @Test
    void changesNothingAtIdentityStrengths() {
        for (int channels : new int[] {1, 3}) {
            byte[] image = random(channels);
            for (ImageChange change : new ImageChange[] {
                Tones.brightness(1),
                Tones.contrast(1),
                Colors.saturation(1),
                Colors.hue(0),
                new Sharpness(1),
                Tones.posterize(8),
                Tones.solarize(256)
            }) {
                assertThat(changed(change, image, channels)).isEqualTo(image);
            }
        }
    }

    @Test
    void leavesTheColorsOfGreyAlone() {
        byte[] image = random(1);
        assertThat(changed(Colors.saturation(0.2), image, 1)).isEqualTo(image);
        assertThat(changed(Colors.hue(0.2), image, 1)).isEqualTo(image);
        byte[] gray = new byte[3 * image.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = image[i / 3];
        }
        assertThat(changed(Colors.saturation(0.2), gray, 3)).isEqualTo(gray);
        assertThat(changed(Colors.hue(0.2), gray, 3)).isEqualTo(gray);
    }

    @Test
    void keepsUpperBitsAndInvertsFromAThreshold() {
        byte[] image = random(3);
        byte[] posterized = changed(Tones.posterize(3), image, 3);
        byte[] solarized = changed(Tones.solarize(100.5), image, 3);
        for (int i = 0; i < image.length; i++) {
            int value = image[i] & 0xff;
            assertThat(posterized[i] & 0xff).isEqualTo(value / 32 * 32);
            assertThat(solarized[i] & 0xff).isEqualTo(value <= 100 ? value : 255 - value);
        }
        assertThat(changed(Tones.posterize(0), image, 3)).containsOnly(0);
    }

    @Test
    void stretchesEachChannelToItsEnds() {
        byte[] image = new byte[HEIGHT * WIDTH * 3];
        for (int i = 0; i < image.length; i++) {
            // Channels from 50 to 149, from 60 to 109, and all 70.
            image[i] = (byte) (i % 3 == 0 ? 50 + i / 3 % 100 : i % 3 == 1 ? 60 + i / 3 % 50 : 70);
        }
        byte[] stretched = changed(Tones::stretch, image, 3);
        for (int i = 0; i < image.length; i += 3) {
            assertNear(stretched[i], ((image[i] & 0xff) - 50) * 255 / 99.0, 1);
            assertNear(stretched[i + 1], ((image[i + 1] & 0xff) - 60) * 255 / 49.0, 1);
            assertThat(stretched[i + 2]).isEqualTo((byte) 70);
        }
    }

    @Test
    void equalizesByRanks() {
        // Squares of uniform numbers: many dark values.
        byte[] image = new byte[256 * 256];
        for (int i = 0; i < image.length; i++) {
            double share = (i + 0.5) / image.length;
            image[i] = (byte) (share * share * 256);
        }
        byte[] changed = image.clone();
        Tones.equalize(new Pixels(changed, 0, 256, 256, 1));
        int[] below = new int[257];
        for (byte value : image) {
            below[(value & 0xff) + 1]++;
        }
        for (int i = 1; i < below.length; i++) {
            below[i] += below[i - 1];
        }
        for (int i = 0; i < image.length; i++) {
            assertNear(changed[i], below[image[i] & 0xff] * 255.0 / image.length, 1.5);
        }
        byte[] flat = {7, 7, 7, 7};
        Tones.equalize(new Pixels(flat, 0, 2, 2, 1));
        assertThat(flat).containsOnly(7);
    }

    @Test
    void blursAndSharpensByTheNeighbors() {
        byte[] dot = new byte[5 * 5];
        dot[2 * 5 + 2] = (byte) 130;
        byte[] blurred = dot.clone();
        new Sharpness(0).apply(new Pixels(blurred, 0, 5, 5, 1));
        byte[] sharpened = dot.clone();
        new Sharpness(1.5).apply(new Pixels(sharpened, 0, 5, 5, 1));
        for (int i = 0; i < dot.length; i++) {
            boolean around = i / 5 >= 1 && i / 5 <= 3 && i % 5 >= 1 && i % 5 <= 3;
            assertThat(blurred[i] & 0xff).isEqualTo(i == 12 ? 50 : around ? 10 : 0);
            assertThat(sharpened[i] & 0xff).isEqualTo(i == 12 ? 170 : 0);
        }
    }

    private static byte[] changed(ImageChange change, byte[] image, int channels) {
        byte[] changed = image.clone();
        change.apply(new Pixels(changed, 0, HEIGHT, WIDTH, channels));
        return changed;
    }

    private static byte[] random(int channels) {
        byte[] image = new byte[HEIGHT * WIDTH * channels];
        new SplittableRandom(1).nextBytes(image);
        return image;
    }
}
