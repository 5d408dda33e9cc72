// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A split of a dataset into two parts: nothing lost, nothing duplicated, each class divided. */
class SplitTest {
    /** 200 images whose pixel is the image's number; three of four are of the first class. */
    private static final Dataset IMAGES = LabeledImages.of(
            1,
            1,
            1,
            bytes(),
            IntStream.range(0, 200).map(image -> image % 4 == 3 ? 1 : 0).toArray(),
            List.of("many", "few"));

    @Test
    void sharesOutEachClassAndLosesNothing() {
        Split split = Split.of(IMAGES, 0.2, 1);

        assertThat(labels(split.part())).containsExactly(30, 10);
        assertThat(labels(split.rest())).containsExactly(120, 40);
        TreeSet<Integer> all = new TreeSet<>(pixels(split.part()));
        all.addAll(pixels(split.rest()));
        assertThat(all).hasSize(200);
        assertThat(pixels(split.part())).isNotEqualTo(pixels(IMAGES).subList(0, 40));
    }

    @Test
    void isDeterminedByTheSeed() {
        assertThat(pixels(Split.of(IMAGES, 0.2, 1).part()))
                .isEqualTo(pixels(Split.of(IMAGES, 0.2, 1).part()))
                .isNotEqualTo(pixels(Split.of(IMAGES, 0.2, 2).part()));
    }

    @Test
    void foldsAreDisjointAndHaveAllImages() {
        List<Integer> all = new ArrayList<>();
        for (int fold = 1; fold <= 7; fold++) {
            Split split = Split.fold(IMAGES, fold, 7, 1);
            assertThat(split.part().size()).isBetween(28, 29);
            assertThat(labels(split.part())[1]).isBetween(7, 8);
            assertThat(pixels(split.rest()))
                    .hasSize(200 - split.part().size())
                    .doesNotContainAnyElementsOf(pixels(split.part()));
            all.addAll(pixels(split.part()));
        }
        assertThat(all).hasSize(200).doesNotHaveDuplicates();
        assertThat(pixels(Split.fold(IMAGES, 2, 7, 1).part()))
                .isEqualTo(pixels(Split.fold(IMAGES, 2, 7, 1).part()))
                .isNotEqualTo(pixels(Split.fold(IMAGES, 2, 7, 2).part()));
    }

    @Test
    void refusesFoldsOutOfTheirRange() {
        assertThatThrownBy(() -> Split.fold(IMAGES, 1, 201, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("folds is 201 for 200 training images, expected from 2 to 200");
        assertThatThrownBy(() -> Split.fold(IMAGES, 4, 3, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("fold is 4, expected from 1 to 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void refusesSharesOutOfTheirRange(double share) {
        assertThatThrownBy(() -> Split.of(IMAGES, share, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the share to split off is " + share + ", expected above 0 and below 1");
    }

    @Test
    void refusesToLeaveAPartEmpty() {
        assertThatThrownBy(() -> Split.of(IMAGES, 0.001, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "validationSplit is 0.001, which is 0 of 200 images, expected at least 1 and fewer than all");
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[200];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static List<Integer> pixels(Dataset images) {
        byte[] pixel = new byte[1];
        return IntStream.range(0, images.size())
                .mapToObj(image -> {
                    images.read(image, new ExampleBuffer(pixel, 0));
                    return Byte.toUnsignedInt(pixel[0]);
                })
                .toList();
    }

    private static int[] labels(Dataset images) {
        int[] counts = new int[2];
        IntStream.range(0, images.size()).forEach(image -> counts[images.label(image)]++);
        return counts;
    }
}
