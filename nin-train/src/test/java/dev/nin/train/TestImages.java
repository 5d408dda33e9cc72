// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.LabeledImages;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Creates images of noise with labels in rotation. */
final class TestImages {
    private TestImages() {}

    static Dataset noise(int count, int height, int width, int classes) {
        byte[] pixels = new byte[count * height * width];
        new Random(5).nextBytes(pixels);
        int[] labels = IntStream.range(0, count).map(index -> index % classes).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return LabeledImages.of(height, width, 1, pixels, labels, names);
    }
}
