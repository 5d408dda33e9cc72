/**
 * What finds images on disks, and their classes, without reading them: folders of classes, manifests, files of names.
 *
 * <p>Called by the sources of {@code dev.nin.data}; it calls {@code dev.nin.model} for the mistakes of users.
 */
@NullMarked
package dev.nin.data.listing;

import org.jspecify.annotations.NullMarked;
