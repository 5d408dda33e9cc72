// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * The image files of one part of a data set.
 *
 * @param root the folder to which names are relative
 * @param kind the kind of target of each file
 * @param names the names of the classes, tags or values, in the order of their numbers; empty for masks, whose classes
 *     are read from the masks
 * @param files the files, in an order that is the same on every file system
 */
public record ListedImages(Path root, Target.Kind kind, List<String> names, List<ImageFile> files) {
    public ListedImages {
        names = List.copyOf(names);
        files = List.copyOf(files);
    }

    /**
     * Creates images with one class each.
     *
     * @param root the folder to which names are relative
     * @param classes the classes' names, in the order of their numbers
     * @param files the files, in an order that is the same on every file system
     */
    public ListedImages(Path root, List<String> classes, List<ImageFile> files) {
        this(root, Target.Kind.CLASS, classes, files);
    }

    /**
     * Returns other files of the same folder.
     *
     * @param newFiles the files
     * @return images of the same kind
     */
    public ListedImages with(List<ImageFile> newFiles) {
        return new ListedImages(root, kind, names, newFiles);
    }

    /**
     * Returns the classes of the images.
     *
     * @return their names in the order of their numbers; empty if the images have no classes
     */
    public List<String> classes() {
        return kind == Target.Kind.CLASS ? names : List.of();
    }

    /**
     * Returns the number of images per class.
     *
     * @return the counts, in the order of the classes; empty if the images have no classes
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
