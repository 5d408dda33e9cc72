// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import dev.nin.data.augment.ImageAugmentation;

/**
 * What training does to each image before the network sees it, drawn anew in each epoch. Test images stay as they are.
 *
 * @param flip whether half of the images, drawn anew, are mirrored left to right
 * @param shift the most pixels an image is moved in each direction; what comes in is black
 * @param cutout side in pixels of a square that is blackened at a drawn place (DeVries and Taylor 2017); 0 for none
 * @param mixUp how evenly an image is mixed with another of its batch, and its label with the other's: by a share drawn
 *     from Beta(mixUp, mixUp) (Zhang et al. 2018), such as 0.2; 0 for none
 * @param images what is done to single images when they are read, before all else
 */
public record Augmentation(boolean flip, int shift, int cutout, float mixUp, ImageAugmentation images) {
    private static final int SHIFT = 2;

    /** Images as they are stored. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0);

    /**
     * An augmentation of whole batches.
     *
     * @param flip whether half of the images are mirrored left to right
     * @param shift the most pixels an image is moved in each direction
     * @param cutout side in pixels of a blackened square, 0 for none
     * @param mixUp how evenly images are mixed in pairs, 0 for none
     * @throws UserInputException if a number is negative
     */
    public Augmentation(boolean flip, int shift, int cutout, float mixUp) {
        this(flip, shift, cutout, mixUp, ImageAugmentation.NONE);
    }

    /** @throws UserInputException if a number is negative */
    public Augmentation {
        if (shift < 0 || cutout < 0) {
            throw new UserInputException("the augmentation's shift is " + shift + " and its cutout " + cutout
                    + ", expected at least 0 pixels");
        }
        if (!(mixUp >= 0) || !Float.isFinite(mixUp)) {
            throw new UserInputException(
                    "the augmentation's mix-up is " + mixUp + ", expected at least 0, such as 0.2");
        }
    }

    /**
     * Mirrored and moved images, for things that look alike in a mirror, such as clothes but not digits.
     *
     * @param shift the most pixels an image is moved in each direction
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public static Augmentation flipShift(int shift) {
        return new Augmentation(true, shift, 0, 0);
    }

    /**
     * An augmentation by its names on the command line.
     *
     * @param names none, or some of flip, flip-shift (which also moves by up to 2 pixels) and
     *     {@link ImageAugmentation#NAMES}, joined by commas
     * @return the augmentation
     * @throws UserInputException if there is none of a name
     */
    public static Augmentation named(String names) {
        Augmentation named = NONE;
        if (names.equals("none")) {
            return named;
        }
        for (String name : Splitter.on(',').trimResults().split(names)) {
            named = switch (name) {
                case "flip" -> new Augmentation(true, named.shift, named.cutout, named.mixUp, named.images);
                case "flip-shift" -> new Augmentation(true, SHIFT, named.cutout, named.mixUp, named.images);
                default -> named.withImages(named(named.images, name));
            };
        }
        return named;
    }

    private static ImageAugmentation named(ImageAugmentation before, String name) {
        if (!ImageAugmentation.NAMES.contains(name)) {
            throw new UserInputException("--augment " + name + " is not known, expected none, flip, flip-shift, "
                    + "resized-crop, rotate, jitter or randaugment, joined by commas");
        }
        return before.with(name);
    }

    /**
     * This augmentation with a black square.
     *
     * @param side the square's side in pixels
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withCutout(int side) {
        return new Augmentation(flip, shift, side, mixUp, images);
    }

    /**
     * This augmentation with changes of single images, such as crops of drawn sizes.
     *
     * @param single what is done to each image when it is read
     * @return the augmentation
     */
    public Augmentation withImages(ImageAugmentation single) {
        return new Augmentation(flip, shift, cutout, mixUp, single);
    }

    /**
     * This augmentation with images mixed in pairs.
     *
     * @param evenness of the shares, such as 0.2
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withMixUp(double evenness) {
        return new Augmentation(flip, shift, cutout, (float) evenness, images);
    }
}
