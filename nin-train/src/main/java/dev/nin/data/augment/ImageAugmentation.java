// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import java.util.SplittableRandom;

/** Placeholder. */
public record ImageAugmentation() {
    /** None. */
    public static final ImageAugmentation NONE = new ImageAugmentation();

    public void change(byte[] pixels, int offset, int height, int width, int channels, SplittableRandom random) {}
}
