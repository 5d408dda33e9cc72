// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizedCropTest {
    private static final int DRAWS = 20_000;

    @Test
    void drawsAreasEvenlyAndAspectRatiosEvenlyInTheirLogarithm() {
        // With areas up to a half, a window of any allowed aspect ratio fits into a square, so none is redrawn.
        ResizedCrop crop = new ResizedCrop(0.1, 0.5, 0.75, 4.0 / 3);
        SplittableRandom random = new SplittableRandom(1);
        int[] areas = new int[4];
        int[] aspects = new int[4];
        for (int i = 0; i < DRAWS; i++) {
            CropWindow window = crop.window(2000, 2000, random);
            double area = window.height() * (double) window.width() / 4e6;
            double aspect = StrictMath.log(window.width() / (double) window.height()) / StrictMath.log(4.0 / 3);
            areas[quarter((area - 0.1) / 0.4)]++;
            aspects[quarter((aspect + 1) / 2)]++;
        }
        for (int i = 0; i < 4; i++) {
            assertThat(areas[i]).isCloseTo(DRAWS / 4, within(250));
            assertThat(aspects[i]).isCloseTo(DRAWS / 4, within(250));
        }
    }

    private static int quarter(double share) {
        assertThat(share).isBetween(-0.01, 1.01);
        return (int) Math.max(0, Math.min(3, share * 4));
    }

    @Test
    void placesWindowsEvenlyAndWithinTheImage() {
        SplittableRandom random = new SplittableRandom(2);
        double tops = 0;
        double lefts = 0;
        int whole = 0;
        for (int i = 0; i < DRAWS; i++) {
            CropWindow window = ResizedCrop.DEFAULT.window(300, 400, random);
            assertThat(window.top() + window.height()).isLessThanOrEqualTo(300);
            assertThat(window.left() + window.width()).isLessThanOrEqualTo(400);
            tops += (window.top() + 0.5) / (300 - window.height() + 1);
            lefts += (window.left() + 0.5) / (400 - window.width() + 1);
            whole += window.equals(CropWindow.whole(300, 400)) ? 1 : 0;
        }
        assertThat(tops / DRAWS).isCloseTo(0.5, within(0.01));
        assertThat(lefts / DRAWS).isCloseTo(0.5, within(0.01));
        assertThat(whole).isLessThan(DRAWS / 20);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0, 1, 1",
        "10, 1000, 0, 493, 10, 13",
        "1000, 10, 493, 0, 13, 10",
        "1, 60000, 0, 29999, 1, 1",
        "60000, 1, 29999, 0, 1, 1"
    })
    void takesTheCentralWindowWhereNoneFits(int height, int width, int top, int left, int rows, int columns) {
        ResizedCrop crop = new ResizedCrop(1, 1, 0.75, 4.0 / 3);
        assertThat(crop.window(height, width, new SplittableRandom(3)))
                .isEqualTo(new CropWindow(top, left, rows, columns));
    }

    @Test
    void drawsTheSameWindowForTheSameSeed() {
        CropWindow window = ResizedCrop.DEFAULT.window(375, 500, new SplittableRandom(4));
        assertThat(ResizedCrop.DEFAULT.window(375, 500, new SplittableRandom(4)))
                .isEqualTo(window);
        assertThat(ResizedCrop.DEFAULT.window(375, 500, new SplittableRandom(5)))
                .isNotEqualTo(window);
    }

    @Test
    void takesTheWholeImageWithoutADrawWhereNoCropIsAsked() {
        SplittableRandom random = new SplittableRandom(6);
        assertThat(ImageAugmentation.NONE.cropWindow(3, 4, random)).isEqualTo(new CropWindow(0, 0, 3, 4));
        assertThat(random.nextLong()).isEqualTo(new SplittableRandom(6).nextLong());
        assertThat(ImageAugmentation.NONE.withCrop(ResizedCrop.ofArea(0.3)).cropWindow(30, 40, new SplittableRandom(7)))
                .isEqualTo(ResizedCrop.ofArea(0.3).window(30, 40, new SplittableRandom(7)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "0.5, 0.4", "0.5, 1.1", "NaN, 1", "0.5, NaN"})
    void refusesAreas(double least, double greatest) {
        assertThatThrownBy(() -> new ResizedCrop(least, greatest, 1, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the crop's area is " + least + " to " + greatest
                        + " of the image, expected a range above 0 and at most 1, such as 0.08 to 1");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "2, 1", "NaN, 1", "1, NaN", "1, Infinity"})
    void refusesAspectRatios(double least, double greatest) {
        assertThatThrownBy(() -> new ResizedCrop(0.5, 1, least, greatest))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the crop's aspect ratio is " + least + " to " + greatest
                        + ", expected a range above 0, such as 0.75 to 1.33");
    }

    @Test
    void refusesImagesAndWindowsWithoutPixels() {
        assertThatThrownBy(() -> ResizedCrop.DEFAULT.window(0, 5, new SplittableRandom(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the image is 0 x 5 pixels, expected at least 1 x 1");
        assertThatThrownBy(() -> ImageAugmentation.NONE.cropWindow(5, -1, new SplittableRandom(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the image is 5 x -1 pixels, expected at least 1 x 1");
        assertThatThrownBy(() -> new CropWindow(-1, 2, 3, 0))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the window is 3 x 0 pixels at (-1, 2), expected at least 1 x 1 at (0, 0) or after");
    }
}
