/**
 * Mask files: their classes, and the resizing of a mask from its file to a model's input size, in step with its image.
 *
 * <p>The sources of {@code dev.nin.data} call it. It depends on {@code dev.nin.data.listing} and
 * {@code dev.nin.data.scan} for the files, and on {@code dev.nin.image} for image headers.
 */
@NullMarked
package dev.nin.data.mask;

import org.jspecify.annotations.NullMarked;
