/** Models as pictures, laid out and drawn here: SVG with nothing but text, PNG with the JDK's AWT. */
@NullMarked
package dev.nin.drawing;

import org.jspecify.annotations.NullMarked;
