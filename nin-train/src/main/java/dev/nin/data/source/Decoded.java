// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.Split;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.model.Input;
import java.util.Optional;

/** Image files as the sets of a training. */
final class Decoded {
    private static final double TEST_SHARE = 0.2;
    /** The share of the Java heap that decoded images may take, so that each is decoded once. */
    private static final int MEMORY_SHARE = 4;

    private Decoded() {}

    /** Whether decoded images are kept. */
    enum Memory {
        KEPT,
        READ_EACH_TIME;

        Dataset hold(EncodedDataset dataset) {
            return this == KEPT ? dataset.keeping() : dataset;
        }
    }

    /** Kept where all images of the given number fit into a quarter of the heap. */
    static Memory memory(long images, Input input) {
        long bytes = images * input.height() * input.width() * input.channels();
        return bytes <= Runtime.getRuntime().maxMemory() / MEMORY_SHARE ? Memory.KEPT : Memory.READ_EACH_TIME;
    }

    /** Sets a fifth of each class aside as test images where there are none. */
    static ImageSets sets(String name, Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
        if (test.isPresent()) {
            return new ImageSets(name, train, validation, test.get());
        }
        Split split = Split.ofEachClass(train, TEST_SHARE, 0);
        return new ImageSets(name, split.rest(), validation, split.part());
    }
}
