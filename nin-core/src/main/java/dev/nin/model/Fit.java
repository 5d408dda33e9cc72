// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * How an image file of another size is fitted into a model's input: resized bilinearly with half-pixel centers,
 * averaging over what a pixel covers where it shrinks.
 */
public enum Fit {
    /** Height and width are resized each by its own factor. */
    STRETCH,
    /** The image is resized until it covers the input, and its middle is taken. */
    CROP,
    /** The image is resized until it fits into the input, in whose middle it lies on black. */
    PAD
}
