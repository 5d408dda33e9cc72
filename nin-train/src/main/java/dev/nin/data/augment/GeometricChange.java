// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** A change that moves pixels, and so has to move an image's mask too. */
interface GeometricChange extends ImageChange {
    /**
     * Moves the labels of a mask as {@link #apply} moves the pixels, to the nearest neighbor: none are mixed.
     *
     * @param outside the label of what comes in from outside
     */
    void applyToMask(Pixels mask, byte outside);
}
