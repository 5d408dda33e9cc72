/**
 * Manifests: tables of image files and their targets, in CSV and JSON Lines.
 *
 * <p>The sources of {@code dev.nin.data} call it; it depends on {@code dev.nin.data.listing} for the listing types.
 * Each kind of target is one {@code RowTargets}.
 */
@NullMarked
package dev.nin.data.manifest;

import org.jspecify.annotations.NullMarked;
