/**
 * Pictures made of numbers: images, maps in false colours, masks in the colours of their classes, and many as one.
 *
 * <p>Called from {@code dev.nin.report} and its other packages. It calls {@code dev.nin.data}.
 */
@NullMarked
package dev.nin.report.picture;

import org.jspecify.annotations.NullMarked;
