// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that a session computes on.
 *
 * @param kind the requested kind
 * @param index the index of the GPU, from 0; empty to let TensorFlow choose
 */
public record Device(Kind kind, OptionalInt index) {
    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,4}))?");

    /** The kinds of devices that a user can request. */
    public enum Kind {
        /** A GPU if one is available, else the CPU. */
        AUTO,
        /** The CPU, even if there is a GPU. */
        CPU,
        /** A GPU; an error if none is available. */
        GPU
    }

    /**
     * Parses a device as written on the command line.
     *
     * @param text auto, cpu, gpu or gpu:N
     * @return the device
     * @throws UserInputException if the text is none of these
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
            throw new InvalidSettingException("device", text + " is not known, expected auto, cpu, gpu or gpu:N");
        }
        String index = gpu.group(1);
        return new Device(Kind.GPU, index == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(index)));
    }

    /** Returns the device as written on the command line. */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return index.isPresent() ? name + ":" + index.getAsInt() : name;
    }
}
