// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file that may hold an image, with its targets.
 *
 * @param path the file
 * @param name the path within the listed folder, with slashes, as shown in messages
 * @param label the class's number, from 0; 0 if it has no class
 * @param numbers values, or 1 for each tag that it has and 0 for each other; empty if it has neither
 * @param mask the file of its mask, with the orientation of both; empty if it has no mask
 */
public record ImageFile(Path path, String name, int label, List<Float> numbers, Optional<MaskFile> mask) {
    /**
     * Creates a file with a class, or without a target.
     *
     * @param path the file
     * @param name the path within the listed folder
     * @param label the class's number, 0 if it has no class
     */
    public ImageFile(Path path, String name, int label) {
        this(path, name, label, List.of(), Optional.empty());
    }

    /**
     * Returns this file with numbers.
     *
     * @param newNumbers values or tags; not copied
     * @return the file
     */
    public ImageFile withNumbers(List<Float> newNumbers) {
        return new ImageFile(path, name, label, newNumbers, mask);
    }

    /**
     * Returns this file with a mask.
     *
     * @param newMask the mask's file
     * @return the file
     */
    public ImageFile withMask(MaskFile newMask) {
        return new ImageFile(path, name, label, numbers, Optional.of(newMask));
    }
}
