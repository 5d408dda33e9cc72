/**
 * Sets of images in TFRecord shards, read by number and written.
 *
 * <p>Called by the sources of {@code dev.nin.data} and the command line; the framing of records is that of
 * {@code dev.nin.files}.
 */
@NullMarked
package dev.nin.data.records;

import org.jspecify.annotations.NullMarked;
