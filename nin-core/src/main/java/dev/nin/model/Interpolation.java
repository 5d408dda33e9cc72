// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/** How values between pixels are found when a feature map changes its size. */
public enum Interpolation {
    /** From the four nearest pixels, with half-pixel centres, as image libraries enlarge. */
    BILINEAR,
    /** The nearest pixel's, with half-pixel centres. */
    NEAREST,
    /** From sixteen pixels along cubic curves, with half-pixel centres. */
    BICUBIC,
    /** The mean of the area a new pixel covers: for making images smaller. */
    AREA
}
