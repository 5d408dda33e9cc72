// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.data.augment.ImageAugmentation;
import dev.nin.task.Target;
import java.util.SplittableRandom;

/**
 * The random augmentation of single images when they are read for training. Every draw is keyed by (seed, epoch,
 * index), so it depends neither on the order of reading nor on where a training was interrupted.
 *
 * @param augmentation the augmentation
 * @param seed the training's seed
 * @param epoch number of the epoch, from 1
 */
public record Draw(ImageAugmentation augmentation, long seed, long epoch) {
    /** No augmentation. */
    public static final Draw NONE = new Draw(ImageAugmentation.NONE, 0, 0);

    /**
     * Returns whether images are not changed.
     *
     * @return true without augmentation
     */
    public boolean isNone() {
        return augmentation.equals(ImageAugmentation.NONE);
    }

    /**
     * Returns the random numbers of an image.
     *
     * @param index the image's number in its dataset
     * @return a new generator that gives the same numbers each time
     */
    public SplittableRandom random(int index) {
        long ofSeed = new SplittableRandom(seed).nextLong();
        long ofEpoch = new SplittableRandom(ofSeed + epoch).nextLong();
        return new SplittableRandom(ofEpoch + index);
    }

    /**
     * Changes an image that has been read as a whole.
     *
     * @param index the image's number in its dataset
     * @param shape the image's shape shape
     * @param image the image, changed in place
     */
    public void change(int index, ImageShape shape, ExampleBuffer image) {
        if (!isNone()) {
            augmentation.applyToWhole(
                    image.pixels(), image.offset(), shape.height(), shape.width(), shape.channels(), random(index));
        }
    }

    /**
     * Changes an image's mask as {@link #change} changes the image, with nearest-neighbor sampling. Pixels from outside
     * the mask become {@link Target#NOTHING}.
     *
     * @param index the image's number in its dataset
     * @param shape the image's shape
     * @param mask the mask (height, width), changed in place
     */
    public void changeMask(int index, ImageShape shape, byte[] mask) {
        if (!isNone()) {
            augmentation.applyToWholeMask(mask, shape.height(), shape.width(), Target.NOTHING, random(index));
        }
    }
}
