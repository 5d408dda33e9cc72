/**
 * Data sets in TFRecord shards: random access to their images, and writing.
 *
 * <p>The sources of {@code dev.nin.data} and the command line call it; {@code dev.nin.files} provides the record
 * framing.
 */
@NullMarked
package dev.nin.data.records;

import org.jspecify.annotations.NullMarked;
