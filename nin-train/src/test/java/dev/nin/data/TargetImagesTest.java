// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.augment.ColorJitter;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.augment.RandAugment;
import dev.nin.data.augment.ResizedCrop;
import dev.nin.task.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetImagesTest {
    private static final ImageShape SHAPE = new ImageShape(2, 3, 1);
    private static final byte[] THREE = new byte[18];
    private static final Target ANGLE = Target.ofValues(List.of("x", "y"));
    private static final Target TAGS = Target.ofTags(List.of("cat", "dog"));
    private static final Target CLASS = Target.ofClass(List.of("even", "odd"));
    private static final Target MASK = Target.ofMask(2, 3, List.of("sky", "sea"));

    @Test
    void severalTargetsAreReadThroughViews() {
        byte[] masks = new byte[18];
        masks[17] = (byte) Target.NOTHING;
        TargetImages images = TargetImages.of(SHAPE, THREE)
                .with(ANGLE, new float[] {1, 2, 3, 4, 5, 6})
                .with(CLASS, new int[] {0, 1, 1})
                .with(TAGS, new float[] {0, 0, 1, 0, 1, 1})
                .with(MASK, masks);
        assertThat(images.targets()).containsExactly(ANGLE, CLASS, TAGS, MASK);
        assertThat(images.classes()).containsExactly("even", "odd");
        assertThat(images.label(2)).isEqualTo(1);

        Dataset view = images.select(new int[] {2, 0});
        Targets read = new Targets(view.targets(), 2);
        view.readTargets(0, Draw.NONE, read.at(0, 0));
        view.readTargets(1, Draw.NONE, read.at(1, 1));
        assertThat(read.values(0)).containsExactly(5, 6, 1, 2);
        assertThat(read.classes(1)).containsExactly(1, 0);
        assertThat(read.values(2)).containsExactly(1, 1, 0, 0);
        assertThat(read.mask(3)).containsExactly(0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0);
        assertThat(images.shard(1, 2).targets()).isEqualTo(images.targets());
    }

    @Test
    void imagesWithoutTargetsHaveNone() {
        TargetImages images = TargetImages.of(SHAPE, THREE);
        assertThat(images.size()).isEqualTo(3);
        assertThat(images.targets()).isEmpty();
        assertThat(images.classes()).isEmpty();
        assertThat(Split.of(images, 0.34, 1).part().size()).isEqualTo(1);
        assertThatThrownBy(() -> images.label(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFingerprintKnowsTargetsAndTheirNames() {
        TargetImages images = TargetImages.of(SHAPE, THREE);
        String plain = images.sha256();
        String values = images.with(ANGLE, new float[6]).sha256();
        String others = images.with(ANGLE, new float[] {0, 0, 0, 0, 0, 1}).sha256();
        String renamed =
                images.with(Target.ofValues(List.of("x", "z")), new float[6]).sha256();
        byte[] masks = new byte[18];
        String masked = images.with(MASK, masks).sha256();
        masks[7] = 1;
        String otherMask = images.with(MASK, masks).sha256();
        assertThat(List.of(plain, values, others, renamed, masked, otherMask)).doesNotHaveDuplicates();
        assertThat(images.with(ANGLE, new float[6]).sha256()).isEqualTo(values);
    }

    @Test
    void arraysAreCopied() {
        int[] labels = {0, 0, 0};
        TargetImages images = TargetImages.of(SHAPE, THREE).with(CLASS, labels);
        labels[0] = 1;
        assertThat(images.label(0)).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TargetImages images = TargetImages.of(SHAPE, THREE);
        refused(
                () -> TargetImages.of(SHAPE, new byte[7]),
                "the images have 7 bytes, expected a multiple of 6 for images of 2×3×1, and at least one");
        refused(
                () -> images.with(ANGLE, new float[5]),
                "the target \"values\" has 5 numbers, expected 6: 2 for each of 3 images");
        refused(
                () -> images.with(ANGLE, new int[3]),
                "the target \"values\" is of the kind VALUES, expected CLASS for an array of this type");
        refused(
                () -> images.with(Target.ofMask(3, 2, List.of("sky")), new byte[18]),
                "the target \"mask\" is [3, 2], expected the images' height and width [2, 3]");
        refused(
                () -> images.with(CLASS, new int[3]).with(CLASS, new int[3]),
                "the images have a target \"class\" already, expected another name; rename it by Target.named");
        refused(
                () -> images.with(CLASS, new int[] {0, 2, 0}),
                "the target \"class\" of image 1 has the class 2, expected 0 to 1; check the labels");
        refused(
                () -> images.with(ANGLE, new float[] {0, 0, 0, Float.NaN, 0, 0}),
                "the target \"values\" of image 1 is [0.0, NaN], expected finite numbers; fix or remove the example");
        byte[] masks = new byte[18];
        masks[13] = 2;
        refused(
                () -> images.with(MASK, masks),
                "the target \"mask\" of image 2 has the class 2, expected 0 to 1 for [sky, sea], or 255 for none");
    }

    /** Images that show their masks as gray levels are compared with the masks after the same random draws. */
    @ParameterizedTest
    @ValueSource(strings = {"resized-crop", "flip", "vertical", "rotate", "randaugment", "all"})
    void masksStayAlignedWithTheirImages(String name) {
        int side = 48;
        byte[] masks = flatRegions(side, 20);
        byte[] pixels = new byte[masks.length];
        for (int i = 0; i < masks.length; i++) {
            pixels[i] = (byte) (60 + 50 * masks[i]);
        }
        TargetImages images = TargetImages.of(new ImageShape(side, side, 1), pixels)
                .with(Target.ofMask(side, side, List.of("a", "b", "c", "d")), masks);
        Draw draw = new Draw(augmentation(name), 7, 3);
        int compared = 0;
        boolean changed = false;
        for (int index = 0; index < images.size(); index++) {
            ExampleBuffer image = ExampleBuffer.of(images.shape());
            images.read(index, draw, image);
            Targets read = new Targets(images.targets(), 1);
            images.readTargets(index, draw, read.at(0, index));
            byte[] mask = read.mask(0);
            changed |= !Arrays.equals(mask, 0, mask.length, masks, index * mask.length, (index + 1) * mask.length);
            compared += requireAligned(image.pixels(), mask, side, !name.equals("randaugment") && !name.equals("all"));
        }
        assertThat(changed).isTrue();
        assertThat(compared).isGreaterThan(20 * side * side / 4);
    }

    private static ImageAugmentation augmentation(String name) {
        ImageAugmentation each = ImageAugmentation.NONE;
        return switch (name) {
            case "vertical" -> each.withVerticalFlip(true);
            case "rotate" -> each.withRotation(40);
            case "all" ->
                each.withCrop(ResizedCrop.DEFAULT)
                        .withFlip(true)
                        .withVerticalFlip(true)
                        .withRotation(30)
                        .withJitter(new ColorJitter(0.1, 0.1, 0.1, 0))
                        .withRandAugment(RandAugment.DEFAULT);
            default -> each.with(name);
        };
    }

    /** Quadrants of one class each, unequal in size so that no flip maps an image onto itself. */
    private static byte[] flatRegions(int side, int count) {
        byte[] masks = new byte[count * side * side];
        for (int i = 0; i < masks.length; i++) {
            int row = i / side % side;
            int column = i % side;
            masks[i] = (byte) ((row < side / 3 ? 0 : 2) + (column < side / 4 ? 0 : 1));
        }
        return masks;
    }

    /**
     * Asserts that away from borders, a pixel's class and its gray level determine each other.
     *
     * @param exact whether gray levels are not changed by the augmentation
     * @return the number of pixels compared
     */
    private static int requireAligned(byte[] pixels, byte[] mask, int side, boolean exact) {
        Map<Byte, Byte> levels = new HashMap<>();
        int compared = 0;
        for (int row = 3; row < side - 3; row++) {
            for (int column = 3; column < side - 3; column++) {
                int at = row * side + column;
                if (!isFlat(mask, at, side) || mask[at] == (byte) Target.NOTHING) {
                    continue;
                }
                if (exact) {
                    assertThat(pixels[at]).isEqualTo((byte) (60 + 50 * mask[at]));
                }
                Byte level = levels.putIfAbsent(mask[at], pixels[at]);
                assertThat(level == null || Math.abs((level & 0xff) - (pixels[at] & 0xff)) <= 1)
                        .isTrue();
                compared++;
            }
        }
        return compared;
    }

    private static boolean isFlat(byte[] mask, int at, int side) {
        for (int down = -3; down <= 3; down++) {
            for (int right = -3; right <= 3; right++) {
                if (mask[at + down * side + right] != mask[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run).isInstanceOf(UserInputException.class).hasMessage(message);
    }
}
