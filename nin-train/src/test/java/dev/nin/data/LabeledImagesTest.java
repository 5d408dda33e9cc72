// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images in memory: their checks, views and statistics. */
class LabeledImagesTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @Test
    void copiesWhatItIsGiven() {
        byte[] pixels = {1, 2, 3, 4};
        int[] labels = {2, 0};
        Dataset images = LabeledImages.of(1, 2, 1, pixels, labels, CLASSES);
        pixels[2] = 9;
        labels[1] = 1;

        assertThat(image(images, 1)).containsExactly(3, 4);
        assertThat(images.label(0)).isEqualTo(2);
        assertThat(images.label(1)).isZero();
        assertThat(List.of(
                        images.size(),
                        images.shape().height(),
                        images.shape().width(),
                        images.shape().channels(),
                        images.shape().bytes()))
                .containsExactly(2, 1, 2, 1, 2);
    }

    @Test
    void copiesAnImageToItsPlace() {
        byte[] target = {9, 9, 9, 9};
        numbered(3).read(2, new ExampleBuffer(target, 1));

        assertThat(target).containsExactly(9, 2, 2, 9);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> LabeledImages.of(2, 2, 1, new byte[7], new int[2], CLASSES))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the images have 7 bytes, expected 8 for 2 labels of 2×2×1");
        assertThatThrownBy(() -> LabeledImages.of(2, 2, 1, new byte[0], new int[0], CLASSES))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the image set is empty, expected at least one image");
        assertThatThrownBy(() -> LabeledImages.of(1, 1, 1, new byte[2], new int[] {0, 3}, CLASSES))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the label of image 1 is 3, expected 0 to 2; check the label file");
        assertThatThrownBy(() -> LabeledImages.of(1, 1, 1, new byte[1], new int[] {-1}, CLASSES))
                .hasMessage("the label of image 0 is -1, expected 0 to 2; check the label file");
    }

    @Test
    void selectsImagesInTheOrderWanted() {
        Dataset chosen = numbered(5).select(new int[] {4, 0, 4});

        assertThat(chosen.size()).isEqualTo(3);
        assertThat(image(chosen, 0)).containsExactly(4, 4);
        assertThat(image(chosen, 1)).containsExactly(0, 0);
        assertThat(image(chosen, 2)).containsExactly(4, 4);
        assertThat(List.of(chosen.label(0), chosen.label(1), chosen.label(2))).containsExactly(1, 0, 1);
        assertThat(chosen.classes()).isEqualTo(CLASSES);
    }

    @Test
    void limitsToTheStartOfAFixedShuffle() {
        Dataset all = numbered(100);
        List<Byte> ten = firstBytes(all.limit(10));

        assertThat(ten).hasSize(10).doesNotHaveDuplicates();
        assertThat(ten)
                .isNotEqualTo(firstBytes(all.select(IntStream.range(0, 10).toArray())));
        assertThat(firstBytes(numbered(100).limit(10))).isEqualTo(ten);
        assertThat(firstBytes(all.limit(20))).startsWith(ten.toArray(Byte[]::new));
    }

    @Test
    void keepsAllImagesWithinTheLimit() {
        Dataset all = numbered(3);

        assertThat(all.limit(3)).isSameAs(all);
        assertThat(all.limit(Integer.MAX_VALUE)).isSameAs(all);
        assertThatThrownBy(() -> all.limit(0))
                .isInstanceOf(UserInputException.class)
                .hasMessage("a limit of 0 images, expected at least 1");
    }

    @Test
    void computesEachChannelsStatistics() {
        byte[] pixels = {0, 10, (byte) 255, 30, 0, 20, (byte) 255, (byte) 200};
        ChannelStatistics statistics = ChannelStatistics.of(LabeledImages.of(2, 1, 2, pixels, new int[2], CLASSES));

        assertThat(statistics.mean()[0]).isEqualTo(0.5f);
        assertThat(statistics.deviation()[0]).isEqualTo(0.5f);
        double mean = (10 + 30 + 20 + 200) / 4.0 / 255;
        double variance = 0;
        for (int value : new int[] {10, 30, 20, 200}) {
            variance += Math.pow(value / 255.0 - mean, 2) / 4;
        }
        assertThat(statistics.mean()[1]).isCloseTo((float) mean, within(1e-7f));
        assertThat(statistics.deviation()[1]).isCloseTo((float) Math.sqrt(variance), within(1e-7f));
    }

    @Test
    void givesImagesOfOneValueTheDeviationOfOneLevel() {
        byte[] pixels = {77, 77, 77};
        ChannelStatistics statistics = ChannelStatistics.of(LabeledImages.of(1, 1, 1, pixels, new int[3], CLASSES));

        assertThat(statistics.mean()).containsExactly(77 / 255f);
        assertThat(statistics.deviation()).containsExactly(1 / 255f);
    }

    @Test
    void hasAFingerprintOfAllItsContent() {
        byte[] pixels = {1, 2, 3, 4};
        String first = fingerprint(2, 1, pixels, 0, 1);
        Set<String> others = new HashSet<>(List.of(
                fingerprint(1, 2, pixels, 0, 1),
                fingerprint(2, 1, new byte[] {1, 2, 3, 5}, 0, 1),
                fingerprint(2, 1, pixels, 1, 0),
                LabeledImages.of(2, 1, 1, pixels, new int[] {0, 1}, List.of("a", "b"))
                        .sha256()));

        assertThat(first).matches("[0-9a-f]{64}").isEqualTo(fingerprint(2, 1, pixels.clone(), 0, 1));
        assertThat(others).hasSize(4).doesNotContain(first);
    }

    private static String fingerprint(int height, int width, byte[] pixels, int... labels) {
        return LabeledImages.of(height, width, 1, pixels, labels, CLASSES).sha256();
    }

    /** Returns images of two pixels that both hold the image's number, with labels in rotation. */
    private static Dataset numbered(int count) {
        byte[] pixels = new byte[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            pixels[2 * i] = (byte) i;
            pixels[2 * i + 1] = (byte) i;
            labels[i] = i % CLASSES.size();
        }
        return LabeledImages.of(1, 2, 1, pixels, labels, CLASSES);
    }

    private static byte[] image(Dataset images, int index) {
        byte[] image = new byte[images.shape().bytes()];
        images.read(index, new ExampleBuffer(image, 0));
        return image;
    }

    private static List<Byte> firstBytes(Dataset images) {
        return IntStream.range(0, images.size())
                .mapToObj(index -> image(images, index)[0])
                .toList();
    }

    @Test
    void takesImagesFromAnyIterable() {
        Dataset images = LabeledImages.of(
                List.of(
                        new LabeledImage(1, 2, 1, new byte[] {1, 2}, 1),
                        new LabeledImage(1, 2, 1, new byte[] {3, 4}, 0)),
                List.of("a", "b"));

        byte[] second = new byte[2];
        images.read(1, new ExampleBuffer(second, 0));
        assertThat(images.label(0)).isEqualTo(1);
        assertThat(second).containsExactly(3, 4);
    }

    @Test
    void refusesUnequalImagesAndNone() {
        LabeledImage small = new LabeledImage(1, 1, 1, new byte[1], 0);
        LabeledImage large = new LabeledImage(1, 2, 1, new byte[2], 0);

        assertThatThrownBy(() -> LabeledImages.of(List.of(small, large), List.of("a")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image 1 is [1, 2, 1] and the first [1, 1, 1], expected one height, width and number of "
                        + "channels");
        assertThatThrownBy(() -> LabeledImages.of(List.of(), List.of("a")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the image set is empty, expected at least one image");
    }

    @Test
    void shardsHoldEachImageOnce() {
        Dataset images = LabeledImages.of(
                1, 1, 1, new byte[] {0, 1, 2, 3, 4}, new int[] {0, 1, 2, 3, 4}, List.of("a", "b", "c", "d", "e"));

        assertThat(images.shard(0, 2).size()).isEqualTo(3);
        assertThat(images.shard(1, 2).size()).isEqualTo(2);
        assertThat(images.shard(1, 2).label(1)).isEqualTo(3);
        assertThatThrownBy(() -> images.shard(2, 2))
                .isInstanceOf(UserInputException.class)
                .hasMessage("shard 2 of 2 is requested of 5 images, expected 0 to 1");
    }

    @Test
    void weighsRareClassesMore() {
        Dataset images = LabeledImages.of(1, 1, 1, new byte[4], new int[] {0, 0, 0, 1}, List.of("a", "b", "c"));

        assertThat(ClassWeights.balanced(images)).containsExactly(4 / 9f, 4 / 3f, 0);
    }
}
