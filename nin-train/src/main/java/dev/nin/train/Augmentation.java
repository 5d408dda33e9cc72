package dev.nin.train;

import dev.nin.model.UserInputException;

/**
 * What training does to each image before the network sees it, anew in each step. Test images stay as they are.
 *
 * @param flip whether half of the images, drawn anew, are mirrored left to right
 * @param shift the most pixels an image is moved in each direction; what comes in is black
 * @param cutout side in pixels of a square that is blackened at a drawn place (DeVries and Taylor 2017); 0 for none
 */
public record Augmentation(boolean flip, int shift, int cutout) {
    /** Images as they are stored. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0);

    /** @throws UserInputException if a number is negative */
    public Augmentation {
        if (shift < 0 || cutout < 0) {
            throw new UserInputException("the augmentation's shift is " + shift + " and its cutout " + cutout
                    + ", expected at least 0 pixels");
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
        return new Augmentation(true, shift, 0);
    }

    /**
     * This augmentation with a black square.
     *
     * @param side the square's side in pixels
     * @return the augmentation
     * @throws UserInputException if the number is negative
     */
    public Augmentation withCutout(int side) {
        return new Augmentation(flip, shift, side);
    }
}
