// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.task.Target;
import dev.nin.train.config.Augmentation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Each image is mirrored, moved and cut by its own random draws, recognized by where its pixels end up. */
class AugmentationTest {
    private static final int IMAGES = 200;
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;

    @Test
    void leavesImagesAloneWhereNothingIsAsked() {
        assertThat(augmented(Augmentation.NONE, 1, 0)).isDeepEqualTo(original());
    }

    @Test
    void mirrorsAboutHalfOfTheImages() {
        int[][][] images = augmented(new Augmentation(true, 0, 0, 0), 1, 0);
        int mirrored = 0;
        for (int[][] image : images) {
            boolean isMirrored = image[0][0] == pixel(0, WIDTH - 1);
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    assertThat(image[row][column]).isEqualTo(pixel(row, isMirrored ? WIDTH - 1 - column : column));
                }
            }
            mirrored += isMirrored ? 1 : 0;
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void movesEachImageInOneOfAllDirections() {
        Set<String> moves = new HashSet<>();
        for (int[][] image : augmented(new Augmentation(false, 1, 0, 0), 1, 0)) {
            // The middle stays in the image wherever it moves.
            int[] move = {2, 2};
            for (int row = -1; row <= 1; row++) {
                for (int column = -1; column <= 1; column++) {
                    move = image[2 + row][2 + column] == pixel(2, 2) ? new int[] {row, column} : move;
                }
            }
            assertMoved(image, move[0], move[1]);
            moves.add(move[0] + " " + move[1]);
        }
        assertThat(moves).hasSize(9);
    }

    @Test
    void blackensOneSquare() {
        Set<Integer> corners = new HashSet<>();
        for (int[][] image : augmented(new Augmentation(false, 0, 2, 0), 1, 0)) {
            Set<Integer> rows = new HashSet<>();
            Set<Integer> columns = new HashSet<>();
            int black = 0;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    if (image[row][column] == 0) {
                        black++;
                        rows.add(row);
                        columns.add(column);
                    } else {
                        assertThat(image[row][column]).isEqualTo(pixel(row, column));
                    }
                }
            }
            assertThat(rows.size()).isBetween(1, 2);
            assertThat(columns.size()).isBetween(1, 2);
            assertThat(black).isEqualTo(rows.size() * columns.size());
            corners.add(rows.stream().min(Integer::compare).orElseThrow() * WIDTH
                    + columns.stream().min(Integer::compare).orElseThrow());
        }
        assertThat(corners).hasSizeGreaterThan(10);
    }

    @Test
    void repeatsItselfForASeedAndStepAndNotForOthers() {
        Augmentation all = Augmentation.flipShift(1).withCutout(2);
        assertThat(augmented(all, 1, 5)).isDeepEqualTo(augmented(all, 1, 5));
        assertThat(Arrays.deepEquals(augmented(all, 1, 5), augmented(all, 1, 6)))
                .isFalse();
        assertThat(Arrays.deepEquals(augmented(all, 1, 5), augmented(all, 2, 5)))
                .isFalse();
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatThrownBy(() -> Augmentation.flipShift(-1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the augmentation's shift is -1 and its cutout 0, expected at least 0 pixels");
    }

    /** Beta(0.2, 0.2) has a mean of one half and lies at the ends: 0.71 of it outside of 0.1 to 0.9. */
    @Test
    void mixesByAShareThatIsMostlyNearTheEnds() {
        int draws = 400;
        double sum = 0;
        int atTheEnds = 0;
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TInt64> step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
            Operand<TFloat32> share = new AugmentationEmitter(tf, 1, step, Optional.empty()).mixedShare(0.2f);
            for (long i = 0; i < draws; i++) {
                try (TInt64 fed = TInt64.scalarOf(i);
                        TFloat32 drawn = (TFloat32) session.runner()
                                .feed(step, fed)
                                .fetch(share)
                                .run()
                                .get(0)) {
                    assertThat(drawn.getFloat()).isBetween(0f, 1f);
                    sum += drawn.getFloat();
                    atTheEnds += Math.abs(drawn.getFloat() - 0.5) > 0.4 ? 1 : 0;
                }
            }
        }
        assertThat(sum / draws).isBetween(0.44, 0.56);
        assertThat(atTheEnds).isBetween(250, 320);
    }

    @Test
    void mixesAnImageWithTheOneFromTheOtherEnd() {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> images =
                    tf.dtypes.cast(tf.constant(new int[][] {{200, 0}, {7, 7}, {100, 50}}), TUint8.class);
            Operand<TUint8> mixed =
                    new AugmentationEmitter(tf, 1, tf.constant(0L), Optional.empty()).mixed(images, tf.constant(0.75f));
            try (TUint8 result = (TUint8) session.runner().fetch(mixed).run().get(0)) {
                int[] found = new int[6];
                for (int i = 0; i < 6; i++) {
                    found[i] = Byte.toUnsignedInt(result.getByte(i / 2, i % 2));
                }
                // 12.5 and 37.5 are rounded up.
                assertThat(found).containsExactly(175, 13, 7, 7, 125, 38);
            }
        }
    }

    /** Images serve as their own masks: wherever the moved image shows a pixel, its mask has the same value. */
    @Test
    void masksAreMirroredAndMovedAsTheirImages() {
        Augmentation augmentation = Augmentation.flipShift(2);
        int[][][] images = augmented(augmentation, 3, 5);
        int[][][] masks = augmented(augmentation, 3, 5, true);
        int outside = 0;
        for (int image = 0; image < IMAGES; image++) {
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    if (masks[image][row][column] == Target.NOTHING) {
                        outside++;
                        assertThat(images[image][row][column]).isZero();
                    } else {
                        assertThat(masks[image][row][column]).isEqualTo(images[image][row][column]);
                    }
                }
            }
        }
        assertThat(outside).isPositive();
        assertThat(masks).isNotEqualTo(original());
    }

    private static void assertMoved(int[][] image, int down, int right) {
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int fromRow = row - down;
                int fromColumn = column - right;
                boolean inside = fromRow >= 0 && fromRow < HEIGHT && fromColumn >= 0 && fromColumn < WIDTH;
                assertThat(image[row][column]).isEqualTo(inside ? pixel(fromRow, fromColumn) : 0);
            }
        }
    }

    private static int[][][] augmented(Augmentation augmentation, long seed, long step) {
        return augmented(augmentation, seed, step, false);
    }

    private static int[][][] augmented(Augmentation augmentation, long seed, long step, boolean isMask) {
        byte[] pixels = new byte[IMAGES * HEIGHT * WIDTH];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) pixel(i / WIDTH % HEIGHT, i % WIDTH);
        }
        try (Graph graph = new Graph();
                Session session = new Session(graph);
                TUint8 fed = TUint8.tensorOf(Shape.of(IMAGES, HEIGHT, WIDTH, 1), DataBuffers.of(pixels, true, false))) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> images =
                    tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, HEIGHT, WIDTH, 1)));
            Operand<TInt64> stepOperand = tf.constant(step);
            AugmentationEmitter emitter = new AugmentationEmitter(tf, seed, stepOperand, Optional.empty());
            Operand<TUint8> shown = emitter.emit(images, augmentation);
            Operand<TUint8> changed = isMask
                    ? tf.expandDims(
                            emitter.emitMask(tf.squeeze(images, Squeeze.axis(List.of(-1L))), augmentation),
                            tf.constant(-1))
                    : shown;
            assertThat(changed.shape().asArray()).endsWith(HEIGHT, WIDTH, 1);
            try (TUint8 result = (TUint8) session.runner()
                    .feed(images, fed)
                    .fetch(tf.identity(changed))
                    .run()
                    .get(0)) {
                return unpacked(result);
            }
        }
    }

    private static int[][][] unpacked(TUint8 tensor) {
        int[][][] images = new int[IMAGES][HEIGHT][WIDTH];
        for (int image = 0; image < IMAGES; image++) {
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    images[image][row][column] = Byte.toUnsignedInt(tensor.getByte(image, row, column, 0));
                }
            }
        }
        return images;
    }

    private static int[][][] original() {
        int[][][] images = new int[IMAGES][HEIGHT][WIDTH];
        for (int[][] image : images) {
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    image[row][column] = pixel(row, column);
                }
            }
        }
        return images;
    }

    /** Returns a value that differs for each place and is never black. */
    private static int pixel(int row, int column) {
        return 100 + row * WIDTH + column;
    }
}
