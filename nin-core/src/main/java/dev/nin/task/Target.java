// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.model.Shape;
import java.util.List;

/**
 * A value to learn for each example: datasets provide it, tasks require it.
 *
 * @param name the target's name, such as class or angle
 * @param kind how it is stored
 * @param dimensions the shape for one example, without the batch
 * @param names the names of its classes, tags or values; empty if it has none
 */
public record Target(String name, Kind kind, List<Integer> dimensions, List<String> names) {
    /** The type in which a target is stored, and the meaning of its numbers. */
    public enum Kind {
        /** The number of one class: int32. */
        CLASS,
        /** Numbers of any range: float32. */
        VALUES,
        /** 1 for each tag that is present, 0 for all others: float32. */
        TAGS,
        /** The number of a class for each pixel, {@value Target#NOTHING} for none: uint8, (height, width). */
        MASK,
        /** The image itself; nothing is stored. */
        IMAGE
    }

    /** The value of a mask's pixels that belong to no class and are not learned. */
    public static final int NOTHING = 255;

    /** Copies the lists. */
    public Target {
        dimensions = List.copyOf(dimensions);
        names = List.copyOf(names);
    }

    /**
     * Creates the target of classification: one of several classes.
     *
     * @param classes the classes' names in the order of their numbers
     * @return the target, named class
     */
    public static Target ofClass(List<String> classes) {
        return new Target("class", Kind.CLASS, List.of(), classes);
    }

    /**
     * Creates the target of multi-label classification: any number of tags.
     *
     * @param tags their names in order
     * @return the target, named tags
     */
    public static Target ofTags(List<String> tags) {
        return new Target("tags", Kind.TAGS, List.of(tags.size()), tags);
    }

    /**
     * Creates the target of regression: numbers.
     *
     * @param names the names of the numbers in order
     * @return the target, named values
     */
    public static Target ofValues(List<String> names) {
        return new Target("values", Kind.VALUES, List.of(names.size()), names);
    }

    /**
     * Creates the target of segmentation: a class for each pixel.
     *
     * @param height rows of the mask
     * @param width columns of the mask
     * @param classes the classes' names in the order of their numbers
     * @return the target, named mask
     */
    public static Target ofMask(int height, int width, List<String> classes) {
        return new Target("mask", Kind.MASK, List.of(height, width), classes);
    }

    /**
     * The image itself.
     *
     * @param image the image's shape, (height, width, channels)
     * @return the target, named image
     */
    public static Target ofImage(Shape image) {
        return new Target("image", Kind.IMAGE, List.of(image.height(), image.width(), image.channels()), List.of());
    }

    /**
     * Returns this target under another name.
     *
     * @param newName the name, such as that of the output that learns it
     * @return a new target
     */
    public Target named(String newName) {
        return new Target(newName, kind, dimensions, names);
    }

    /**
     * Returns the number of values per example.
     *
     * @return at least 1
     */
    public int size() {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Returns whether a task that requires another target can learn from examples that have this one.
     *
     * @param wanted the target that a task requires; without names, it accepts any names
     * @return true if kind, dimensions and names are the same
     */
    public boolean isLike(Target wanted) {
        return kind == wanted.kind
                && dimensions.equals(wanted.dimensions)
                && (wanted.names.isEmpty() || names.equals(wanted.names));
    }

    /** Returns a description such as "values of the kind VALUES [2] [x, y]". */
    @Override
    public String toString() {
        return name + " of the kind " + kind + " " + dimensions + (names.isEmpty() ? "" : " " + names);
    }
}
