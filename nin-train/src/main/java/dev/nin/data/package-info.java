/** Labeled images: sets, the files they come from, and the ones this library brings or finds. */
@NullMarked
package dev.nin.data;

import org.jspecify.annotations.NullMarked;
