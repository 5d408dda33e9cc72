// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/** The interpolation method for resizing a feature map. */
public enum Interpolation {
    /** Bilinear from the four nearest pixels, with half-pixel centers, as image libraries do for upscaling. */
    BILINEAR,
    /** The value of the nearest pixel, with half-pixel centers. */
    NEAREST,
    /** Bicubic from sixteen pixels, with half-pixel centers. */
    BICUBIC,
    /** The mean of the area that a new pixel covers, for downscaling. */
    AREA
}
