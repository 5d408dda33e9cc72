/**
 * Mask files: their classes, and the way of a mask from its file to a model's size, the same as its image's.
 *
 * <p>Called by the sources of {@code dev.nin.data}. It calls {@code dev.nin.data.listing} and {@code dev.nin.data.scan}
 * for the files, and {@code dev.nin.image} for the headers of images.
 */
@NullMarked
package dev.nin.data.mask;

import org.jspecify.annotations.NullMarked;
