// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Geometric changes of small images whose bytes are all different. */
class AffineChangeTest {
    private static final int OFFSET = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rotatesSquaresByQuarterTurnsExactly(int channels) {
        byte[] image = numbered(6, 6, channels);
        byte[] quarter = changed(AffineChange.rotation(90), image, 6, 6, channels);
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 6; column++) {
                for (int i = 0; i < channels; i++) {
                    // Counterclockwise: the right side moves to the top.
                    assertThat(quarter[OFFSET + (row * 6 + column) * channels + i])
                            .isEqualTo(image[OFFSET + (column * 6 + 5 - row) * channels + i]);
                }
            }
        }
        byte[] half = changed(AffineChange.rotation(90), quarter, 6, 6, channels);
        assertThat(changed(AffineChange.rotation(-180), image, 6, 6, channels)).isEqualTo(half);
        assertThat(changed(AffineChange.rotation(-90), quarter, 6, 6, channels)).isEqualTo(image);
    }

    @Test
    void changesNothingWithoutAnAngleAShearOrATranslation() {
        byte[] image = numbered(5, 7, 3);
        assertThat(changed(AffineChange.rotation(0), image, 5, 7, 3)).isEqualTo(image);
        assertThat(changed(AffineChange.shear(0, 0), image, 5, 7, 3)).isEqualTo(image);
        assertThat(changed(AffineChange.translation(0, 0), image, 5, 7, 3)).isEqualTo(image);
    }

    @Test
    void translatesByWholePixelsAndFillsWithBlack() {
        byte[] image = numbered(4, 5, 3);
        // 0.5 of 5 columns is truncated to 2, -0.3 of 4 rows to -1.
        byte[] moved = changed(AffineChange.translation(0.5, -0.3), image, 4, 5, 3);
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 5; column++) {
                for (int i = 0; i < 3; i++) {
                    boolean outside = row + 1 >= 4 || column - 2 < 0;
                    assertThat(moved[OFFSET + (row * 5 + column) * 3 + i])
                            .isEqualTo(outside ? 0 : image[OFFSET + ((row + 1) * 5 + column - 2) * 3 + i]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"31, 0, 0", "-140, 0, 0", "0, 0.3, 0", "0, 0, -0.2"})
    void interpolatesBilinearly(double degrees, double shearX, double shearY) {
        AffineChange change = degrees == 0 ? AffineChange.shear(shearX, shearY) : AffineChange.rotation(degrees);
        int height = 9;
        int width = 12;
        byte[] image = new byte[OFFSET + height * width + 2];
        new SplittableRandom(1).nextBytes(image);
        byte[] result = changed(change, image, height, width, 1);
        double cos = StrictMath.cos(Math.toRadians(degrees));
        double sin = StrictMath.sin(Math.toRadians(degrees));
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double x = column + 0.5 + shearX * (row + 0.5);
                double y = row + 0.5 + shearY * (column + 0.5);
                if (degrees != 0) {
                    x = cos * (column + 0.5 - width / 2.0) - sin * (row + 0.5 - height / 2.0) + width / 2.0;
                    y = sin * (column + 0.5 - width / 2.0) + cos * (row + 0.5 - height / 2.0) + height / 2.0;
                }
                double expected = x < 0 || x >= width || y < 0 || y >= height ? 0 : at(image, height, width, y, x);
                assertThat(result[OFFSET + row * width + column] & 0xff)
                        .isBetween((int) (expected - 0.6), (int) (expected + 0.6) + 1);
            }
        }
    }

    private static double at(byte[] image, int height, int width, double y, double x) {
        double sum = 0;
        for (int row = -1; row <= height; row++) {
            for (int column = -1; column <= width; column++) {
                double weight = Math.max(0, 1 - Math.abs(row + 0.5 - y)) * Math.max(0, 1 - Math.abs(column + 0.5 - x));
                int inner = Math.max(0, Math.min(height - 1, row)) * width + Math.max(0, Math.min(width - 1, column));
                sum += weight * (image[OFFSET + inner] & 0xff);
            }
        }
        return sum;
    }

    @Test
    void mirrorsAtTheVerticalAndAtTheHorizontalMiddle() {
        for (int[] size : new int[][] {{1, 1}, {4, 5}, {5, 4}}) {
            byte[] image = numbered(size[0], size[1], 3);
            byte[] mirrored = changed(Mirror.LEFT_TO_RIGHT, image, size[0], size[1], 3);
            byte[] turned = changed(Mirror.TOP_TO_BOTTOM, image, size[0], size[1], 3);
            for (int row = 0; row < size[0]; row++) {
                for (int column = 0; column < size[1]; column++) {
                    for (int i = 0; i < 3; i++) {
                        byte value = image[OFFSET + (row * size[1] + column) * 3 + i];
                        assertThat(mirrored[OFFSET + (row * size[1] + size[1] - 1 - column) * 3 + i])
                                .isEqualTo(value);
                        assertThat(turned[OFFSET + ((size[0] - 1 - row) * size[1] + column) * 3 + i])
                                .isEqualTo(value);
                    }
                }
            }
        }
    }

    /** Returns the image after the change, and asserts that the bytes around it in the array are unchanged. */
    private static byte[] changed(ImageChange change, byte[] image, int height, int width, int channels) {
        byte[] changed = image.clone();
        change.apply(new Pixels(changed, OFFSET, height, width, channels));
        for (int i = 0; i < changed.length; i++) {
            if (i < OFFSET || i >= OFFSET + height * width * channels) {
                assertThat(changed[i]).isEqualTo(image[i]);
            }
        }
        return changed;
    }

    private static byte[] numbered(int height, int width, int channels) {
        byte[] image = new byte[OFFSET + height * width * channels + 2];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i * 37 + 1);
        }
        return image;
    }
}
