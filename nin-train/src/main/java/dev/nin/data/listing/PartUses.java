// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts parts together to sets, and notes what stands in for a part that is not there. */
public final class PartUses {
    private static final int SHOWN = 20;

    private PartUses() {}

    /**
     * Decides what each part is used for.
     *
     * @param parts the parts that are there
     * @param titles what the user calls each part
     * @param notes takes a line where a part stands in for another
     * @param <T> what a part holds
     * @return the parts by their use
     */
    public static <T> Map<Part, T> byUse(Map<Part, T> parts, Map<Part, String> titles, List<String> notes) {
        Map<Part, T> uses = new EnumMap<>(parts);
        T validation = parts.get(Part.VALIDATION);
        if (!parts.containsKey(Part.TEST)) {
            if (validation == null) {
                notes.add("test images are split from " + titles.get(Part.TRAIN) + ", as there is no "
                        + titles.get(Part.TEST));
            } else {
                notes.add(titles.get(Part.VALIDATION) + " is what each epoch is tested on, as there is no "
                        + titles.get(Part.TEST));
                uses.put(Part.TEST, validation);
                uses.remove(Part.VALIDATION);
            }
        }
        return uses;
    }

    /**
     * Sets of listed images.
     *
     * @param name where they come from
     * @param uses the parts by their use, with training images
     * @param notes lines for the user
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
     * A message for a class of which there is no training image.
     *
     * @param culprit the folder or line that has it
     * @param name the class
     * @param classes the classes that there are training images of
     * @return what to throw
     */
    public static UserInputException unknownClass(String culprit, String name, List<String> classes) {
        return new UserInputException(culprit + ": class \"" + name + "\" has no training image, expected "
                + Shown.first(classes, SHOWN) + "; add training images or take it away");
    }
}
