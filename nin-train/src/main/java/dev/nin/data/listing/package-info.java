/**
 * Listings of image files and their classes, made without reading the images: folders of classes, folders of masks,
 * files of class names.
 *
 * <p>The sources of {@code dev.nin.data} call it; it depends on {@code dev.nin.model} for errors in user input.
 */
@NullMarked
package dev.nin.data.listing;

import org.jspecify.annotations.NullMarked;
