/**
 * Pictures made from numbers: images, maps in false colors, masks in the colors of their classes, and grids of
 * pictures.
 *
 * <p>Called from {@code dev.nin.report} and its other packages. It calls {@code dev.nin.data}.
 */
@NullMarked
package dev.nin.report.picture;

import org.jspecify.annotations.NullMarked;
