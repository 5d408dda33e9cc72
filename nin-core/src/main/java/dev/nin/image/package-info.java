// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The one way from image files to a model's input: what a file's header says, and the operations that decode, turn and
 * fit it. Training, {@code Predictor} and the signature {@code encoded} run the same operations, so that a served model
 * sees the pixels it was trained on.
 *
 * <ul>
 *   <li>JPEG, PNG and BMP (24 and 32 bits) are read; all other formats are refused everywhere.
 *   <li>An image is turned as its EXIF orientation says (JPEG).
 *   <li>Grey becomes three equal channels; a model of one channel gets the luma of ITU-R BT.601.
 *   <li>Transparency is dropped, a palette expanded, and of 16 bits the upper 8 are taken.
 *   <li>CMYK is converted without a color profile; other color profiles are ignored.
 *   <li>A JPEG much larger than needed is decoded at a half, a quarter or an eighth of its size.
 * </ul>
 */
@NullMarked
package dev.nin.image;

import org.jspecify.annotations.NullMarked;
