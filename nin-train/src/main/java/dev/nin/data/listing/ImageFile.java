// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that may hold an image, and what is known of it.
 *
 * @param path where it is
 * @param name its path within the listing's folder, with slashes, as messages show it
 * @param label the class's number, from 0; 0 if it has none
 * @param numbers values, or 1 for each tag that it has and 0 for each other; none if it has none
 * @param mask the file of its mask, and the orientation that both are turned by; empty if it has none
 */
public record ImageFile(Path path, String name, int label, List<Float> numbers, Optional<MaskFile> mask) {
    /**
     * A file with a class, or with nothing to be learnt of it.
     *
     * @param path where it is
     * @param name its path within the listing's folder
     * @param label the class's number, 0 if it has none
     */
    public ImageFile(Path path, String name, int label) {
        this(path, name, label, List.of(), Optional.empty());
    }

    /**
     * This file with numbers.
     *
     * @param newNumbers values or tags; not copied
     * @return the file
     */
    public ImageFile withNumbers(List<Float> newNumbers) {
        return new ImageFile(path, name, label, newNumbers, mask);
    }

    /**
     * This file with a mask.
     *
     * @param newMask the mask's file
     * @return the file
     */
    public ImageFile withMask(MaskFile newMask) {
        return new ImageFile(path, name, label, numbers, Optional.of(newMask));
    }
}
