// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import dev.nin.UserInputException;
import dev.nin.data.listing.LabelsFile;
import dev.nin.data.listing.Shown;
import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The classes of masks, and the mask values that stand for them. */
public final class MaskClasses {
    /** The file that names the classes of masks. */
    public static final String FILE = "classes.txt";

    /** The maximum number of distinct mask values that are taken as classes without such a file. */
    private static final int MOST_DISTINCT = 32;

    private static final int SHOWN = 20;
    private static final int UNKNOWN = -1;

    private final List<String> names;
    private final int[] classOfValue;
    private final String expected;

    private MaskClasses(List<String> names, int[] classOfValue, String expected) {
        this.names = List.copyOf(names);
        this.classOfValue = classOfValue;
        this.expected = expected;
    }

    /**
     * Reads classes from a file: values are class numbers, and {@link Target#NOTHING} means no class.
     *
     * @throws UserInputException if the file cannot be read or names more classes than a mask can have
     */
    static MaskClasses named(Path file) {
        List<String> names = LabelsFile.read(file);
        if (names.size() > Target.NOTHING) {
            throw new UserInputException(file + " names " + names.size() + " classes, expected at most "
                    + Target.NOTHING + ", as " + Target.NOTHING + " is none; remove some");
        }
        int[] classes = unknown();
        for (int value = 0; value < names.size(); value++) {
            classes[value] = value;
        }
        classes[Target.NOTHING] = Target.NOTHING;
        return new MaskClasses(
                names,
                classes,
                "expected 0 to " + (names.size() - 1) + " as " + file.getFileName() + " names them, or "
                        + Target.NOTHING + " for none");
    }

    /**
     * Creates unnamed classes: one for each value that occurs, in ascending order.
     *
     * @param data name of the masks for messages
     * @param values the values that occur in training masks
     * @throws UserInputException if there is only one value, or more than 32
     */
    static MaskClasses distinct(String data, BitSet values) {
        List<String> names = values.stream().mapToObj(Integer::toString).toList();
        if (names.size() < 2 || names.size() > MOST_DISTINCT) {
            throw new UserInputException("the training masks of " + data + " have "
                    + (names.size() < 2 ? "only the value " + names.get(0) : names.size() + " values")
                    + ", expected 2 to " + MOST_DISTINCT + "; name the classes of the values 0, 1 and so on in a file "
                    + FILE);
        }
        int[] classes = unknown();
        int[] ascending = values.stream().toArray();
        for (int i = 0; i < ascending.length; i++) {
            classes[ascending[i]] = i;
        }
        return new MaskClasses(names, classes, "expected one that a training mask has: " + Shown.first(names, SHOWN));
    }

    private static int[] unknown() {
        int[] classes = new int[256];
        Arrays.fill(classes, UNKNOWN);
        return classes;
    }

    /**
     * Returns the classes' names.
     *
     * @return the names, in the order of the classes' numbers
     */
    public List<String> names() {
        return names;
    }

    /** Returns what is wrong with a mask's values, in a clause that starts with "it"; empty if nothing is. */
    String problem(BitSet values) {
        return values.stream()
                .filter(value -> classOfValue[value] == UNKNOWN)
                .mapToObj(value -> "it has the value " + value + ", " + expected)
                .findFirst()
                .orElse("");
    }

    /** Replaces values by classes. */
    void replace(byte[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) classOfValue[Byte.toUnsignedInt(values[i])];
        }
    }

    /** Returns the values that occur in a mask. */
    static BitSet valuesOf(byte[] mask) {
        BitSet values = new BitSet();
        for (byte each : mask) {
            values.set(Byte.toUnsignedInt(each));
        }
        return values;
    }
}
