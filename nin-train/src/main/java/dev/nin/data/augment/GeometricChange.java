// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** A change that moves pixels and therefore applies to an image's mask too. */
interface GeometricChange extends ImageChange {
    /**
     * Moves the labels of a mask as {@link #apply} moves the pixels, with nearest-neighbor sampling.
     *
     * @param outside the label of pixels from outside the mask
     */
    void applyToMask(Pixels mask, byte outside);
}
