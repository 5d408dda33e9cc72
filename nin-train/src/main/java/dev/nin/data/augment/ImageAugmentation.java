// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The random changes made to each training image as it is read. All are off in {@link #NONE}; each {@code with...}
 * method turns one on:
 *
 * <pre>{@code
 * ImageAugmentation augmentation = ImageAugmentation.NONE.withCrop(ResizedCrop.DEFAULT).withFlip(true);
 * }</pre>
 *
 * @param crop the random window that is enlarged to the size of the model; empty for the whole image
 * @param flip whether half of the images are mirrored left to right
 * @param verticalFlip whether half of the images are turned upside down
 * @param rotation the largest angle, in degrees and in either direction, by which an image is rotated; 0 for none
 * @param jitter random brightness, contrast, saturation and hue
 * @param randAugment operations drawn from the list of RandAugment
 */
public record ImageAugmentation(
        Optional<ResizedCrop> crop,
        boolean flip,
        boolean verticalFlip,
        double rotation,
        ColorJitter jitter,
        RandAugment randAugment) {
    /** Images as they are stored. */
    public static final ImageAugmentation NONE =
            new ImageAugmentation(Optional.empty(), false, false, 0, ColorJitter.NONE, RandAugment.NONE);

    /** The names that {@link #with(String)} knows. */
    public static final List<String> NAMES = List.of("resized-crop", "flip", "rotate", "jitter", "randaugment");

    private static final double USUAL_ROTATION = 15;

    /** @throws UserInputException if the rotation is not between 0 and 180 degrees */
    public ImageAugmentation {
        if (!(rotation >= 0 && rotation <= 180)) {
            throw new UserInputException(
                    "the augmentation's rotation is " + rotation + ", expected 0 to 180 degrees, such as 15");
        }
    }

    /**
     * This augmentation with one more change, at its usual strength: {@link ResizedCrop#DEFAULT}, a horizontal flip, a
     * rotation by up to 15 degrees, {@link ColorJitter#DEFAULT} or {@link RandAugment#DEFAULT}.
     *
     * @param name one of {@link #NAMES}
     * @return the augmentation
     * @throws UserInputException if there is none of that name
     */
    public ImageAugmentation with(String name) {
        return switch (name) {
            case "resized-crop" -> withCrop(ResizedCrop.DEFAULT);
            case "flip" -> withFlip(true);
            case "rotate" -> withRotation(USUAL_ROTATION);
            case "jitter" -> withJitter(ColorJitter.DEFAULT);
            case "randaugment" -> withRandAugment(RandAugment.DEFAULT);
            default ->
                throw new UserInputException(
                        "augmentation " + name + " is not known, expected one of " + String.join(", ", NAMES));
        };
    }

    /**
     * This augmentation with a random window.
     *
     * @param newCrop how the window is drawn
     * @return the augmentation
     */
    public ImageAugmentation withCrop(ResizedCrop newCrop) {
        return new ImageAugmentation(Optional.of(newCrop), flip, verticalFlip, rotation, jitter, randAugment);
    }

    /**
     * This augmentation with or without mirroring left to right.
     *
     * @param newFlip whether half of the images are mirrored
     * @return the augmentation
     */
    public ImageAugmentation withFlip(boolean newFlip) {
        return new ImageAugmentation(crop, newFlip, verticalFlip, rotation, jitter, randAugment);
    }

    /**
     * This augmentation with or without turning images upside down.
     *
     * @param newVerticalFlip whether half of the images are mirrored top to bottom
     * @return the augmentation
     */
    public ImageAugmentation withVerticalFlip(boolean newVerticalFlip) {
        return new ImageAugmentation(crop, flip, newVerticalFlip, rotation, jitter, randAugment);
    }

    /**
     * This augmentation with a rotation about the center; what comes in from outside is black.
     *
     * @param degrees the largest angle in either direction
     * @return the augmentation
     * @throws UserInputException if it is not between 0 and 180
     */
    public ImageAugmentation withRotation(double degrees) {
        return new ImageAugmentation(crop, flip, verticalFlip, degrees, jitter, randAugment);
    }

    /**
     * This augmentation with random brightness, contrast, saturation and hue.
     *
     * @param newJitter their strengths
     * @return the augmentation
     */
    public ImageAugmentation withJitter(ColorJitter newJitter) {
        return new ImageAugmentation(crop, flip, verticalFlip, rotation, newJitter, randAugment);
    }

    /**
     * This augmentation with operations drawn from the list of RandAugment.
     *
     * @param newRandAugment how many, and how strong
     * @return the augmentation
     */
    public ImageAugmentation withRandAugment(RandAugment newRandAugment) {
        return new ImageAugmentation(crop, flip, verticalFlip, rotation, jitter, newRandAugment);
    }

    /**
     * Draws the window of an image to read. Without a {@link #crop} it is the whole image, and nothing is drawn.
     *
     * @param height of the image in pixels
     * @param width of the image in pixels
     * @param random where the draws come from
     * @return the window
     * @throws UserInputException if the image has no pixel
     */
    public CropWindow cropWindow(int height, int width, SplittableRandom random) {
        return crop.isPresent() ? crop.get().window(height, width, random) : CropWindow.whole(height, width);
    }

    /**
     * Draws what is done to one image, other than its window. What is off draws nothing; the rest draws in this order:
     * horizontal flip, vertical flip, angle, jitter, RandAugment.
     *
     * @param random where the draws come from
     * @return the changes, to apply to the image and to its mask
     */
    public ImageChanges draw(SplittableRandom random) {
        List<ImageChange> changes = new ArrayList<>();
        if (flip && random.nextBoolean()) {
            changes.add(Mirror.LEFT_TO_RIGHT);
        }
        if (verticalFlip && random.nextBoolean()) {
            changes.add(Mirror.TOP_TO_BOTTOM);
        }
        if (rotation > 0) {
            changes.add(AffineChange.rotation(rotation * (2 * random.nextDouble() - 1)));
        }
        changes.addAll(jitter.draw(random));
        changes.addAll(randAugment.draw(random));
        return new ImageChanges(changes);
    }

    /**
     * Changes an image in place: {@link #draw} and {@link ImageChanges#apply} in one.
     *
     * @param pixels holds the image's bytes (height, width, channels)
     * @param offset of its first byte
     * @param height in pixels
     * @param width in pixels
     * @param channels 1 or 3; operations on color leave images of 1 channel as they are
     * @param random where the draws come from
     * @throws UserInputException if the array does not hold such an image
     */
    public void apply(byte[] pixels, int offset, int height, int width, int channels, SplittableRandom random) {
        draw(random).apply(pixels, offset, height, width, channels);
    }

    /**
     * Changes an image that was read whole: takes a window of it, where there is a {@link #crop}, then does what
     * {@link #apply} does.
     *
     * @param pixels holds the image's bytes (height, width, channels)
     * @param offset of its first byte
     * @param height in pixels
     * @param width in pixels
     * @param channels 1 or 3
     * @param random where the draws come from
     * @throws UserInputException if the array does not hold such an image
     */
    public void applyToWhole(byte[] pixels, int offset, int height, int width, int channels, SplittableRandom random) {
        if (crop.isPresent()) {
            AffineChange.window(cropWindow(height, width, random), height, width)
                    .apply(new Pixels(pixels, offset, height, width, channels));
        }
        apply(pixels, offset, height, width, channels, random);
    }

    /**
     * Moves the labels of a mask as {@link #applyToWhole} moves the pixels of its image, to the nearest neighbor.
     *
     * @param labels the mask's bytes (height, width)
     * @param height in pixels
     * @param width in pixels
     * @param outside the label of what comes in from outside
     * @param random where the image's draws come from, too
     */
    public void applyToWholeMask(byte[] labels, int height, int width, int outside, SplittableRandom random) {
        if (crop.isPresent()) {
            AffineChange.window(cropWindow(height, width, random), height, width)
                    .applyToMask(new Pixels(labels, 0, height, width, 1), (byte) outside);
        }
        draw(random).applyToMask(labels, 0, height, width, outside);
    }
}
