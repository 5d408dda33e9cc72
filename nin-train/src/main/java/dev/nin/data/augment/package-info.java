/**
 * Augmentation of single images as they are read: random windows, mirrors, rotations and changes of color, each a pure
 * function of an image and a source of random numbers.
 *
 * <p>Called by readers of images through {@link dev.nin.data.augment.ImageAugmentation}. It calls only
 * {@code dev.nin.model}, for the mistakes of users.
 */
@NullMarked
package dev.nin.data.augment;

import org.jspecify.annotations.NullMarked;
