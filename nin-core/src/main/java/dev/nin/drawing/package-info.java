/**
 * Drawings of models, with their own layout: SVG as text, PNG with the JDK's AWT.
 *
 * <p>The entry point is {@link dev.nin.drawing.ModelDrawing}. This package depends only on {@code dev.nin.model};
 * nothing else in nin-core uses AWT.
 */
@NullMarked
package dev.nin.drawing;

import org.jspecify.annotations.NullMarked;
