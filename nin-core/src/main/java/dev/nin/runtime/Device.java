// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import dev.nin.UserInputException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device a session computes on.
 *
 * @param kind the kind asked for
 * @param index which GPU, from 0; empty for TensorFlow's choice
 */
public record Device(Kind kind, OptionalInt index) {
    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,4}))?");

    /** The kinds a user can ask for. */
    public enum Kind {
        /** A GPU if there is one, else the CPU. */
        AUTO,
        /** The CPU, whatever else there is. */
        CPU,
        /** A GPU; an error where there is none. */
        GPU
    }

    /**
     * Reads a device as the command line spells it.
     *
     * @param text auto, cpu, gpu or gpu:N
     * @return the device
     * @throws UserInputException if it is none of these
     */
    public static Device parse(String text) {
        if (text.equals("auto")) {
            return new Device(Kind.AUTO, OptionalInt.empty());
        }
        if (text.equals("cpu")) {
            return new Device(Kind.CPU, OptionalInt.empty());
        }
        Matcher gpu = GPU.matcher(text);
        if (!gpu.matches()) {
            throw new UserInputException("--device " + text + " is not known, expected auto, cpu, gpu or gpu:N");
        }
        String index = gpu.group(1);
        return new Device(Kind.GPU, index == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(index)));
    }

    /** As the command line spells it. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return index.isPresent() ? name + ":" + index.getAsInt() : name;
    }
}
