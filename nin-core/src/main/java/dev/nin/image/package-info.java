// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Converts image files to a model's input: reads headers, decodes, applies the orientation and fits the size. Training,
 * {@code Predictor} and the signature {@code encoded} run the same operations, so that a served model sees the pixels
 * it was trained on.
 *
 * <ul>
 *   <li>JPEG, PNG and BMP (24 and 32 bits) are read; all other formats are rejected.
 *   <li>The EXIF orientation of a JPEG is applied.
 *   <li>Gray is expanded to three equal channels; a model with one channel gets the luma of ITU-R BT.601.
 *   <li>Transparency is dropped, palettes are expanded, and 16-bit values are reduced to their upper 8 bits.
 *   <li>CMYK is converted without a color profile; other color profiles are ignored.
 *   <li>A JPEG much larger than needed is decoded at one half, a quarter or an eighth of its size.
 * </ul>
 */
@NullMarked
package dev.nin.image;

import org.jspecify.annotations.NullMarked;
