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
 * @param crop the random window that is resized to the model's input size; empty for the whole image
 * @param flip whether half of the images are mirrored left to right
 * @param verticalFlip whether half of the images are mirrored top to bottom
 * @param rotation the maximum angle of a random rotation in either direction, in degrees; 0 for none
 * @param jitter random brightness, contrast, saturation and hue
 * @param randAugment random operations of RandAugment
 */
public record ImageAugmentation(
        Optional<ResizedCrop> crop,
        boolean flip,
        boolean verticalFlip,
        double rotation,
        ColorJitter jitter,
        RandAugment randAugment) {
    /** No augmentation. */
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
     * Adds a change at its usual strength: {@link ResizedCrop#DEFAULT}, a horizontal flip, a rotation by up to 15
     * degrees, {@link ColorJitter#DEFAULT} or {@link RandAugment#DEFAULT}.
     *
     * @param name one of {@link #NAMES}
     * @return the augmentation
     * @throws UserInputException if there is no change of that name
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
     * Adds a random crop.
     *
     * @param newCrop how the window is drawn
     * @return the augmentation
     */
    public ImageAugmentation withCrop(ResizedCrop newCrop) {
        return new ImageAugmentation(Optional.of(newCrop), flip, verticalFlip, rotation, jitter, randAugment);
    }

    /**
     * Turns mirroring left to right on or off.
     *
     * @param newFlip whether half of the images are mirrored
     * @return the augmentation
     */
    public ImageAugmentation withFlip(boolean newFlip) {
        return new ImageAugmentation(crop, newFlip, verticalFlip, rotation, jitter, randAugment);
    }

    /**
     * Turns mirroring top to bottom on or off.
     *
     * @param newVerticalFlip whether half of the images are mirrored top to bottom
     * @return the augmentation
     */
    public ImageAugmentation withVerticalFlip(boolean newVerticalFlip) {
        return new ImageAugmentation(crop, flip, newVerticalFlip, rotation, jitter, randAugment);
    }

    /**
     * Adds a random rotation about the center; pixels from outside the image are black.
     *
     * @param degrees the maximum angle in either direction
     * @return the augmentation
     * @throws UserInputException if it is not between 0 and 180
     */
    public ImageAugmentation withRotation(double degrees) {
        return new ImageAugmentation(crop, flip, verticalFlip, degrees, jitter, randAugment);
    }

    /**
     * Adds random brightness, contrast, saturation and hue.
     *
     * @param newJitter their strengths
     * @return the augmentation
     */
    public ImageAugmentation withJitter(ColorJitter newJitter) {
        return new ImageAugmentation(crop, flip, verticalFlip, rotation, newJitter, randAugment);
    }

    /**
     * Adds random operations of RandAugment.
     *
     * @param newRandAugment the number and strength of the operations
     * @return the augmentation
     */
    public ImageAugmentation withRandAugment(RandAugment newRandAugment) {
        return new ImageAugmentation(crop, flip, verticalFlip, rotation, jitter, newRandAugment);
    }

    /**
     * Draws the window of an image to read. Without a {@link #crop} it is the whole image, and no random number is
     * drawn.
     *
     * @param height height of the image in pixels
     * @param width width of the image in pixels
     * @param random the source of random numbers
     * @return the window
     * @throws UserInputException if the image has no pixel
     */
    public CropWindow cropWindow(int height, int width, SplittableRandom random) {
        return crop.isPresent() ? crop.get().window(height, width, random) : CropWindow.whole(height, width);
    }

    /**
     * Draws the changes of one image, other than its window. Changes that are off draw nothing; the others draw in this
     * order: horizontal flip, vertical flip, angle, jitter, RandAugment.
     *
     * @param random the source of random numbers
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
     * Changes an image in place: combines {@link #draw} and {@link ImageChanges#apply}.
     *
     * @param pixels holds the image's bytes (height, width, channels)
     * @param offset offset of its first byte
     * @param height height in pixels
     * @param width width in pixels
     * @param channels 1 or 3; color operations do not change images of 1 channel
     * @param random the source of random numbers
     * @throws UserInputException if the array does not hold such an image
     */
    public void apply(byte[] pixels, int offset, int height, int width, int channels, SplittableRandom random) {
        draw(random).apply(pixels, offset, height, width, channels);
    }

    /**
     * Changes an image that has been read as a whole: takes a window of it if there is a {@link #crop}, then calls
     * {@link #apply}.
     *
     * @param pixels holds the image's bytes (height, width, channels)
     * @param offset offset of its first byte
     * @param height height in pixels
     * @param width width in pixels
     * @param channels 1 or 3
     * @param random the source of random numbers
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
     * Moves the labels of a mask as {@link #applyToWhole} moves the pixels of its image, with nearest-neighbor
     * sampling.
     *
     * @param labels the mask's bytes (height, width)
     * @param height height in pixels
     * @param width width in pixels
     * @param outside the label of pixels from outside the mask
     * @param random a source of the same random numbers as for the image
     */
    public void applyToWholeMask(byte[] labels, int height, int width, int outside, SplittableRandom random) {
        if (crop.isPresent()) {
            AffineChange.window(cropWindow(height, width, random), height, width)
                    .applyToMask(new Pixels(labels, 0, height, width, 1), (byte) outside);
        }
        draw(random).applyToMask(labels, 0, height, width, outside);
    }
}
