/**
 * Tables that name image files and what is known of each, in CSV and JSON lines.
 *
 * <p>Called by the sources of {@code dev.nin.data}; it calls {@code dev.nin.data.listing} for what a listing is. Each
 * kind of target is one {@code RowTargets}.
 */
@NullMarked
package dev.nin.data.manifest;

import org.jspecify.annotations.NullMarked;
