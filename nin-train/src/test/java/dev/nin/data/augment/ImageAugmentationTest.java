// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.nin.UserInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageAugmentationTest {
    private static final int SIDE = 16;
    private static final ImageAugmentation ALL = ImageAugmentation.NONE
            .withCrop(ResizedCrop.DEFAULT)
            .withFlip(true)
            .withVerticalFlip(true)
            .withRotation(30)
            .withJitter(new ColorJitter(0.4, 0.4, 0.4, 0.1))
            .withRandAugment(new RandAugment(3, 15));

    @Test
    void leavesImagesAloneAndDrawsNothingByDefault() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(applied(ImageAugmentation.NONE, random)).isEqualTo(image());
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(1).nextLong());
    }

    @Test
    void dependsOnTheSeedAndTheImageAlone() {
        Set<List<Byte>> results = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            byte[] result = applied(ALL, new SplittableRandom(seed));
            assertThat(applied(ALL, new SplittableRandom(seed))).isEqualTo(result);
            results.add(Bytes.asList(result));
        }
        assertThat(results).hasSize(50);
    }

    @Test
    void mirrorsHalfOfTheImages() {
        ImageAugmentation flips = ImageAugmentation.NONE.withFlip(true).withVerticalFlip(true);
        byte[] original = image();
        int[] corners = new int[4];
        for (int seed = 0; seed < 1000; seed++) {
            byte first = applied(flips, new SplittableRandom(seed))[0];
            int row = SIDE * (SIDE - 1) * 3;
            int column = (SIDE - 1) * 3;
            corners[
                    List.of(original[0], original[column], original[row], original[row + column])
                            .indexOf(first)]++;
        }
        for (int count : corners) {
            assertThat(count).isBetween(190, 310);
        }
    }

    @Test
    void rotatesUpToTheLargestAngleInBothDirections() {
        // A dot in the middle of the right edge moves up when an image is rotated counterclockwise.
        int side = 101;
        boolean up = false;
        boolean down = false;
        for (int seed = 0; seed < 200; seed++) {
            byte[] dot = new byte[side * side];
            dot[side / 2 * side + side - 11] = (byte) 255;
            ImageAugmentation.NONE.withRotation(20).apply(dot, 0, side, side, 1, new SplittableRandom(seed));
            int brightest = 0;
            for (int i = 0; i < dot.length; i++) {
                brightest = (dot[i] & 0xff) > (dot[brightest] & 0xff) ? i : brightest;
            }
            double degrees = Math.toDegrees(Math.atan2(side / 2 - brightest / side, brightest % side - side / 2));
            assertThat(degrees).isBetween(-21.5, 21.5);
            up |= degrees > 15;
            down |= degrees < -15;
        }
        assertThat(up && down).isTrue();
    }

    @Test
    void movesMasksAsImages() {
        for (int seed = 0; seed < 100; seed++) {
            ImageChanges changes = ALL.withJitter(ColorJitter.NONE)
                    .withRandAugment(RandAugment.NONE)
                    .draw(new SplittableRandom(seed));
            // Blocks of 8 pixels of one value each, so that most places are not at an edge.
            byte[] image = blocks();
            byte[] mask = blocks();
            changes.apply(image, 0, 32, 32, 1);
            changes.applyToMask(mask, 0, 32, 32, 255);
            int equal = 0;
            for (int i = 0; i < image.length; i++) {
                boolean outside = mask[i] == (byte) 255;
                assertThat(outside || mask[i] % 10 == 1).isTrue();
                equal += image[i] == (outside ? 0 : mask[i]) ? 1 : 0;
            }
            assertThat(equal).isGreaterThan(32 * 32 / 2);
        }
    }

    private static byte[] blocks() {
        byte[] blocks = new byte[32 * 32];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (byte) (1 + 10 * ((i / 32 / 8 * 4 + i % 32 / 8) * 5 % 12));
        }
        return blocks;
    }

    @Test
    void leavesMasksAloneWhereOnlyColorsChange() {
        byte[] mask = blocks();
        ImageAugmentation.NONE
                .withJitter(ColorJitter.DEFAULT)
                .draw(new SplittableRandom(1))
                .applyToMask(mask, 0, 32, 32, 255);
        assertThat(mask).isEqualTo(blocks());
    }

    @Test
    void changesNothingByRandAugmentOfMagnitudeZeroButWhatHasNone() {
        for (RandAugment.Operation operation : RandAugment.Operation.ALL) {
            byte[] changed = image();
            operation.change(0, -1).apply(new Pixels(changed, 0, SIDE, SIDE, 3));
            boolean same = Arrays.equals(changed, image());
            assertThat(same)
                    .as("%s", operation)
                    .isEqualTo(operation != RandAugment.Operation.AUTO_CONTRAST
                            && operation != RandAugment.Operation.EQUALIZE);
            operation.change(1, -1).apply(new Pixels(changed, 0, SIDE, SIDE, 3));
            if (operation != RandAugment.Operation.IDENTITY) {
                assertThat(changed).as("%s", operation).isNotEqualTo(image());
            }
        }
    }

    @Test
    void knowsEachNameOfItsList() {
        ImageAugmentation all = ImageAugmentation.NONE;
        for (String name : ImageAugmentation.NAMES) {
            assertThat(all.with(name)).isNotEqualTo(all);
            all = all.with(name);
        }
        assertThat(all)
                .isEqualTo(ImageAugmentation.NONE
                        .withCrop(ResizedCrop.DEFAULT)
                        .withFlip(true)
                        .withRotation(15)
                        .withJitter(ColorJitter.DEFAULT)
                        .withRandAugment(RandAugment.DEFAULT));
        assertThatThrownBy(() -> ImageAugmentation.NONE.with("blur"))
                .isInstanceOf(UserInputException.class)
                .hasMessage("augmentation blur is not known, expected one of resized-crop, flip, rotate, jitter, "
                        + "randaugment");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 180.5, Double.NaN})
    void refusesAngles(double degrees) {
        assertThatThrownBy(() -> ImageAugmentation.NONE.withRotation(degrees))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the augmentation's rotation is " + degrees + ", expected 0 to 180 degrees, such as 15");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0, 0, 0, 'brightness is -0.1, expected at least 0, such as 0.4'",
        "0, Infinity, 0, 0, 'contrast is Infinity, expected at least 0, such as 0.4'",
        "0, 0, NaN, 0, 'saturation is NaN, expected at least 0, such as 0.4'",
        "0, 0, 0, 0.6, 'hue is 0.6, expected 0 to 0.5, such as 0.1'",
        "0, 0, 0, -0.1, 'hue is -0.1, expected 0 to 0.5, such as 0.1'"
    })
    void refusesStrengths(double brightness, double contrast, double saturation, double hue, String message) {
        assertThatThrownBy(() -> new ColorJitter(brightness, contrast, saturation, hue))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the jitter's " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 9, 'number of operations is -1, expected at least 0, such as 2'",
        "2, -1, 'magnitude is -1, expected 0 to 30, such as 9'",
        "2, 31, 'magnitude is 31, expected 0 to 30, such as 9'"
    })
    void refusesOperationsAndMagnitudes(int operations, int magnitude, String message) {
        assertThatThrownBy(() -> new RandAugment(operations, magnitude))
                .isInstanceOf(UserInputException.class)
                .hasMessage("RandAugment's " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2, 3, 'the image is 0 x 2 pixels, expected at least 1 x 1'",
        "0, 2, 2, 4, 'the image has 4 channels, expected 1 or 3'",
        "1, 2, 2, 3, 'the image is 2 x 2 x 3 at offset 1, expected it to lie within its array of 12 bytes'",
        "-1, 1, 1, 1, 'the image is 1 x 1 x 1 at offset -1, expected it to lie within its array of 12 bytes'",
        "0, 65536, 65536, 1, 'the image is 65536 x 65536 x 1 at offset 0, expected it to lie within its array of 12 bytes'"
    })
    void refusesArraysWithoutTheImage(int offset, int height, int width, int channels, String message) {
        assertThatThrownBy(() -> ALL.apply(new byte[12], offset, height, width, channels, new SplittableRandom(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    @Test
    void refusesLabelsThatAreNoByte() {
        ImageChanges changes = ALL.draw(new SplittableRandom(1));
        assertThatThrownBy(() -> changes.applyToMask(new byte[4], 0, 2, 2, 256))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the label outside the mask is 256, expected 0 to 255");
    }

    private static byte[] applied(ImageAugmentation augmentation, SplittableRandom random) {
        byte[] image = image();
        augmentation.apply(image, 0, SIDE, SIDE, 3, random);
        return image;
    }

    /**
     * Returns an image that differs in each corner and lacks the minimum and maximum values that stretching produces.
     */
    private static byte[] image() {
        byte[] image = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (20 + i * 11 % 211);
        }
        return image;
    }
}
