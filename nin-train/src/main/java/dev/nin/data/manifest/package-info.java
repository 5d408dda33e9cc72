/**
 * Tables that name image files and their labels: CSV and JSON lines.
 *
 * <p>Called by the sources of {@code dev.nin.data}; it calls {@code dev.nin.data.listing} for what a listing is. The
 * reader takes the columns that it is asked for, so that other tasks can name theirs.
 */
@NullMarked
package dev.nin.data.manifest;

import org.jspecify.annotations.NullMarked;
