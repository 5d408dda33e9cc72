/**
 * Augmentation of single images on reading: random crops, flips, rotations and color changes, each a pure function of
 * an image and a source of random numbers.
 *
 * <p>Image readers call it through {@link dev.nin.data.augment.ImageAugmentation}. It depends only on
 * {@code dev.nin.model}, for errors in user input.
 */
@NullMarked
package dev.nin.data.augment;

import org.jspecify.annotations.NullMarked;
