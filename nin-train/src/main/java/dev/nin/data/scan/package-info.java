/**
 * Checks of all files of a listing before training starts, on all cores, with a cache of the findings.
 *
 * <p>The sources of {@code dev.nin.data} call it; the {@link dev.nin.data.scan.FileCheck} that they pass decides
 * whether a file is an image.
 */
@NullMarked
package dev.nin.data.scan;

import org.jspecify.annotations.NullMarked;
