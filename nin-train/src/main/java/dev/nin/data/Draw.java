// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.data.augment.ImageAugmentation;
import dev.nin.task.Target;
import java.util.SplittableRandom;

/**
 * How single images are changed when they are read for training. Every draw is keyed by (seed, epoch, index), so that
 * it depends neither on the order of reading nor on where a training was interrupted.
 *
 * @param augmentation what is drawn
 * @param seed the training's seed
 * @param epoch the epoch, from 1
 */
public record Draw(ImageAugmentation augmentation, long seed, long epoch) {
    /** Images as they are stored. */
    public static final Draw NONE = new Draw(ImageAugmentation.NONE, 0, 0);

    /**
     * Whether images stay as they are stored.
     *
     * @return true without augmentation
     */
    public boolean isNone() {
        return augmentation.equals(ImageAugmentation.NONE);
    }

    /**
     * The random numbers of an image.
     *
     * @param index the image's number in its dataset
     * @return a new generator, the same numbers each time
     */
    public SplittableRandom random(int index) {
        long ofSeed = new SplittableRandom(seed).nextLong();
        long ofEpoch = new SplittableRandom(ofSeed + epoch).nextLong();
        return new SplittableRandom(ofEpoch + index);
    }

    /**
     * Changes an image that was read whole.
     *
     * @param index the image's number in its dataset
     * @param shape its shape
     * @param image where it is
     */
    public void change(int index, ImageShape shape, ExampleBuffer image) {
        if (!isNone()) {
            augmentation.applyToWhole(
                    image.pixels(), image.offset(), shape.height(), shape.width(), shape.channels(), random(index));
        }
    }

    /**
     * Changes an image's mask as {@link #change} changes the image, to the nearest neighbor. What comes in from outside
     * is {@link Target#NOTHING}.
     *
     * @param index the image's number in its dataset
     * @param shape the image's
     * @param mask (height, width)
     */
    public void changeMask(int index, ImageShape shape, byte[] mask) {
        if (!isNone()) {
            augmentation.applyToWholeMask(mask, shape.height(), shape.width(), Target.NOTHING, random(index));
        }
    }
}
