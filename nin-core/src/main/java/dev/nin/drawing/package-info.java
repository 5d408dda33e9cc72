/**
 * Models as pictures, laid out and drawn here: SVG with nothing but text, PNG with the JDK's AWT.
 *
 * <p>Called by users, through {@link dev.nin.drawing.ModelDrawing}. It calls {@code dev.nin.model} alone; nothing else
 * of nin-core knows AWT.
 */
@NullMarked
package dev.nin.drawing;

import org.jspecify.annotations.NullMarked;
