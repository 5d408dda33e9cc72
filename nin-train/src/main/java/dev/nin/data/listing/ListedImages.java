// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * Image files of one part of a data set.
 *
 * @param root the folder that names are relative to
 * @param kind what is known of each file
 * @param names of the classes, tags or values, in the order of their numbers; those of a mask's are found in the masks
 * @param files the files, in an order that is the same on every file system
 */
public record ListedImages(Path root, Target.Kind kind, List<String> names, List<ImageFile> files) {
    public ListedImages {
        names = List.copyOf(names);
        files = List.copyOf(files);
    }

    /**
     * Files with a class each.
     *
     * @param root the folder that names are relative to
     * @param classes the classes' names, in the order of the labels' numbers
     * @param files the files, in an order that is the same on every file system
     */
    public ListedImages(Path root, List<String> classes, List<ImageFile> files) {
        this(root, Target.Kind.CLASS, classes, files);
    }

    /**
     * Other files of the same folder.
     *
     * @param newFiles the files
     * @return images of the same kind
     */
    public ListedImages with(List<ImageFile> newFiles) {
        return new ListedImages(root, kind, names, newFiles);
    }

    /**
     * The classes of the images.
     *
     * @return their names in the order of the labels' numbers; none if images have no class each
     */
    public List<String> classes() {
        return kind == Target.Kind.CLASS ? names : List.of();
    }

    /**
     * Number of images per class.
     *
     * @return the counts, in the order of the classes; none if images have no class each
     */
    public int[] counts() {
        int[] counts = new int[classes().size()];
        if (counts.length == 0) {
            return counts;
        }
        for (ImageFile file : files) {
            counts[file.label()]++;
        }
        return counts;
    }
}
