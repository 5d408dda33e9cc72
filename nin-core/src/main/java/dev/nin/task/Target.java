// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.model.Shape;
import java.util.List;

/**
 * One thing to be learnt of each example: what a dataset has, and what a task asks for.
 *
 * @param name such as class or angle
 * @param kind how it is stored
 * @param dimensions of one example's, without the batch
 * @param names of what it counts or measures: classes, tags or values; empty if it has none
 */
public record Target(String name, Kind kind, List<Integer> dimensions, List<String> names) {
    /** How a target is stored, and what its numbers mean. */
    public enum Kind {
        /** The number of one class: int32. */
        CLASS,
        /** Numbers of any range: float32. */
        VALUES,
        /** 1 for each tag that is there, 0 for each other: float32. */
        TAGS,
        /** The number of a class for each pixel, {@value Target#NOTHING} for none: uint8, (height, width). */
        MASK,
        /** The image itself; nothing is stored. */
        IMAGE
    }

    /** The pixel of a mask that belongs to no class, and that nothing is learnt of. */
    public static final int NOTHING = 255;

    /** Copies the lists. */
    public Target {
        dimensions = List.copyOf(dimensions);
        names = List.copyOf(names);
    }

    /**
     * One class of several.
     *
     * @param classes the classes' names in the order of their numbers
     * @return the target, called class
     */
    public static Target ofClass(List<String> classes) {
        return new Target("class", Kind.CLASS, List.of(), classes);
    }

    /**
     * Some tags of several.
     *
     * @param tags their names in order
     * @return the target, called tags
     */
    public static Target ofTags(List<String> tags) {
        return new Target("tags", Kind.TAGS, List.of(tags.size()), tags);
    }

    /**
     * Numbers.
     *
     * @param names what they are, in order
     * @return the target, called values
     */
    public static Target ofValues(List<String> names) {
        return new Target("values", Kind.VALUES, List.of(names.size()), names);
    }

    /**
     * A class for each pixel.
     *
     * @param height rows of the mask
     * @param width columns of the mask
     * @param classes the classes' names in the order of their numbers
     * @return the target, called mask
     */
    public static Target ofMask(int height, int width, List<String> classes) {
        return new Target("mask", Kind.MASK, List.of(height, width), classes);
    }

    /**
     * The image itself.
     *
     * @param image its shape, (height, width, channels)
     * @return the target, called image
     */
    public static Target ofImage(Shape image) {
        return new Target("image", Kind.IMAGE, List.of(image.height(), image.width(), image.channels()), List.of());
    }

    /**
     * The same under another name.
     *
     * @param newName such as the output's that learns it
     * @return a new target
     */
    public Target named(String newName) {
        return new Target(newName, kind, dimensions, names);
    }

    /**
     * How many numbers one example's has.
     *
     * @return at least 1
     */
    public int size() {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Whether examples that have this can be learnt by a task that asks for another.
     *
     * @param wanted what a task asks for; of any names if it has none
     * @return true for the same kind, dimensions and names
     */
    public boolean isLike(Target wanted) {
        return kind == wanted.kind
                && dimensions.equals(wanted.dimensions)
                && (wanted.names.isEmpty() || names.equals(wanted.names));
    }

    /** Such as values (2) [x, y]. */
    @Override
    public String toString() {
        return name + " of the kind " + kind + " " + dimensions + (names.isEmpty() ? "" : " " + names);
    }
}
