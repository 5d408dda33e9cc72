// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.augment.ImageAugmentation;
import org.jspecify.annotations.Nullable;

/**
 * The augmentation of training images, drawn anew in each epoch. Test images are not changed.
 *
 * @param flip whether a random half of the images is mirrored left to right
 * @param shift the maximum number of pixels by which an image is moved in each direction; the gap is black
 * @param cutout side in pixels of a black square at a random place (DeVries and Taylor 2017); 0 for none
 * @param mixUp the parameter of the distribution Beta(mixUp, mixUp) from which mix-up draws the share by which each
 *     image and its label are mixed with another of the batch (Zhang et al. 2018), such as 0.2; 0 for none
 * @param images the augmentation of single images when they are read, before everything else
 */
public record Augmentation(boolean flip, int shift, int cutout, float mixUp, ImageAugmentation images) {
    private static final String SETTING = "augmentation";
    private static final int FLIP_SHIFT = 2;

    /** No augmentation. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0);

    /**
     * Creates an augmentation of whole batches.
     *
     * @param flip whether half of the images are mirrored left to right
     * @param shift the maximum number of pixels by which an image is moved in each direction
     * @param cutout side in pixels of a black square, 0 for none
     * @param mixUp the parameter of mix-up's Beta distribution, 0 for none
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
     * Creates an augmentation that mirrors and moves images, for objects whose mirror image keeps its class, such as
     * clothes but not digits.
     *
     * @param shift the maximum number of pixels by which an image is moved in each direction
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public static Augmentation flipShift(int shift) {
        return new Augmentation(true, shift, 0, 0);
    }

    /**
     * Returns an augmentation by its command-line names.
     *
     * @param names {@code none}, or some of {@code flip}, {@code flip-shift} (which also moves by up to 2 pixels),
     *     {@code shift:N}, {@code cutout:N} (N in pixels), {@code mix-up:X} and {@link ImageAugmentation#NAMES},
     *     separated by commas
     * @return the augmentation
     * @throws UserInputException if a name is not known, or its number is out of its range
     */
    public static Augmentation named(String names) {
        Augmentation all = NONE;
        if (names.equals("none")) {
            return all;
        }
        for (String name : Splitter.on(',').trimResults().split(names)) {
            int colon = name.indexOf(':');
            all = colon < 0 ? with(all, name) : with(all, name, name.substring(0, colon), name.substring(colon + 1));
        }
        return all;
    }

    private static Augmentation with(Augmentation before, String name) {
        return switch (name) {
            case "flip" -> before.withFlip();
            case "flip-shift" -> before.withFlip().withShift(FLIP_SHIFT);
            default -> {
                if (!ImageAugmentation.NAMES.contains(name)) {
                    throw unknown(name);
                }
                yield before.withImages(before.images().with(name));
            }
        };
    }

    private static Augmentation with(Augmentation before, String given, String name, String number) {
        return switch (name) {
            case "shift" -> before.withShift(pixels(given, number));
            case "cutout" -> before.withCutout(pixels(given, number));
            case "mix-up" -> before.withMixUp(share(given, number));
            default -> throw unknown(given);
        };
    }

    private static int pixels(String given, String number) {
        @Nullable Integer pixels = Ints.tryParse(number);
        if (pixels == null || pixels < 1) {
            throw new InvalidSettingException(SETTING, "is " + given + ", expected a number of pixels of at least 1");
        }
        return pixels;
    }

    private static double share(String given, String number) {
        @Nullable Double share = Doubles.tryParse(number);
        if (share == null || !(share > 0 && Double.isFinite(share))) {
            throw new InvalidSettingException(SETTING, "is " + given + ", expected a number above 0, such as 0.2");
        }
        return share;
    }

    private static InvalidSettingException unknown(String name) {
        return new InvalidSettingException(
                SETTING,
                name + " is not known, expected none, flip, flip-shift, shift:N, cutout:N, mix-up:X, resized-crop, "
                        + "rotate, jitter or randaugment, joined by commas");
    }

    /**
     * Turns mirroring left to right on.
     *
     * @return the augmentation
     */
    public Augmentation withFlip() {
        return new Augmentation(true, shift, cutout, mixUp, images);
    }

    /**
     * Adds a random shift: images are padded with black and cropped at a random place (He et al. 2015, section 4.2).
     *
     * @param pixels the maximum number of pixels by which an image is moved in each direction
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withShift(int pixels) {
        return new Augmentation(flip, pixels, cutout, mixUp, images);
    }

    /**
     * Adds a black square (cutout).
     *
     * @param side the square's side in pixels
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withCutout(int side) {
        return new Augmentation(flip, shift, side, mixUp, images);
    }

    /**
     * Adds changes of single images, such as random crops.
     *
     * @param single the augmentation of each image when it is read
     * @return the augmentation
     */
    public Augmentation withImages(ImageAugmentation single) {
        return new Augmentation(flip, shift, cutout, mixUp, single);
    }

    /**
     * Adds mix-up: images are mixed in pairs.
     *
     * @param evenness the parameter of the Beta distribution of the shares, such as 0.2
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withMixUp(double evenness) {
        return new Augmentation(flip, shift, cutout, (float) evenness, images);
    }
}
