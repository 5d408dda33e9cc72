// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;
import java.util.List;

/**
 * Image files of one part of a data set.
 *
 * @param root the folder that names are relative to
 * @param classes the classes' names, in the order of the labels' numbers
 * @param files the files, in an order that is the same on every file system
 */
public record ListedImages(Path root, List<String> classes, List<ImageFile> files) {
    public ListedImages {
        classes = List.copyOf(classes);
        files = List.copyOf(files);
    }

    /**
     * Number of images per class.
     *
     * @return the counts, in the order of the classes
     */
    public int[] counts() {
        int[] counts = new int[classes.size()];
        for (ImageFile file : files) {
            counts[file.label()]++;
        }
        return counts;
    }
}
