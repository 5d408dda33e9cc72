// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.Split;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.model.Input;
import java.util.Optional;

/** Creates the sets of a training from image files. */
final class Decoded {
    private static final double TEST_SHARE = 0.2;
    /** Decoded images are kept if they take up to 1/MEMORY_SHARE of the Java heap, so that each is decoded once. */
    private static final int MEMORY_SHARE = 4;

    private Decoded() {}

    /** Whether decoded images are kept in memory. */
    enum Memory {
        KEPT,
        READ_EACH_TIME;

        Dataset hold(EncodedDataset dataset) {
            return this == KEPT ? dataset.keeping() : dataset;
        }
    }

    /** Returns {@code KEPT} if the given number of images fits into a quarter of the heap. */
    static Memory memory(long images, Input input) {
        long bytes = images * input.height() * input.width() * input.channels();
        return bytes <= Runtime.getRuntime().maxMemory() / MEMORY_SHARE ? Memory.KEPT : Memory.READ_EACH_TIME;
    }

    /** Creates sets; a fifth of each class is set aside as test images if there are none. */
    static ImageSets sets(String name, Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
        if (test.isPresent()) {
            return new ImageSets(name, train, validation, test.get());
        }
        Split split = Split.ofEachClass(train, TEST_SHARE, 0);
        return new ImageSets(name, split.rest(), validation, split.part());
    }
}
