// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** A change of one image, with all random values already drawn. */
interface ImageChange {
    /** Changes the image in place. */
    void apply(Pixels image);
}
