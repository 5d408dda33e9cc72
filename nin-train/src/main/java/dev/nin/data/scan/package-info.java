/**
 * What checks all files of a listing before training starts, on all cores, and remembers what it found.
 *
 * <p>Called by the sources of {@code dev.nin.data}; what an image is, is decided by the
 * {@link dev.nin.data.scan.FileCheck} that they bring.
 */
@NullMarked
package dev.nin.data.scan;

import org.jspecify.annotations.NullMarked;
