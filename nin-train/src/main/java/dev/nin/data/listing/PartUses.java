// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assigns the parts of a data set to their uses, and notes the substitutes for missing parts. */
public final class PartUses {
    private static final int SHOWN = 20;

    private PartUses() {}

    /**
     * Decides the use of each part.
     *
     * @param parts the existing parts
     * @param titles the user's name for each part
     * @param notes receives a note if one part substitutes for another
     * @param <T> the type of a part
     * @return the parts by use
     */
    public static <T> Map<Part, T> byUse(Map<Part, T> parts, Map<Part, String> titles, List<String> notes) {
        Map<Part, T> uses = new EnumMap<>(parts);
        T validation = parts.get(Part.VALIDATION);
        if (!parts.containsKey(Part.TEST)) {
            if (validation == null) {
                notes.add("test images are split from " + titles.get(Part.TRAIN) + ", as there is no "
                        + titles.get(Part.TEST));
            } else {
                notes.add("each epoch is tested on " + titles.get(Part.VALIDATION) + ", as there is no "
                        + titles.get(Part.TEST));
                uses.put(Part.TEST, validation);
                uses.remove(Part.VALIDATION);
            }
        }
        return uses;
    }

    /**
     * Creates sets of listed images.
     *
     * @param name the data's origin
     * @param uses the parts by use, including training images
     * @param notes notes for the user
     * @return the sets
     */
    public static ListedSets sets(String name, Map<Part, ListedImages> uses, List<String> notes) {
        ListedImages train = uses.get(Part.TRAIN);
        if (train == null) {
            throw new IllegalArgumentException("no training images");
        }
        return new ListedSets(
                name,
                train,
                Optional.ofNullable(uses.get(Part.VALIDATION)),
                Optional.ofNullable(uses.get(Part.TEST)),
                notes);
    }

    /**
     * Returns the exception for a class without training images.
     *
     * @param culprit the folder or line that has it
     * @param name the class
     * @param classes the classes that have training images
     * @return the exception to throw
     */
    public static UserInputException unknownClass(String culprit, String name, List<String> classes) {
        return new UserInputException(culprit + ": class \"" + name + "\" has no training image, expected "
                + Shown.first(classes, SHOWN) + "; add training images or remove it");
    }
}
