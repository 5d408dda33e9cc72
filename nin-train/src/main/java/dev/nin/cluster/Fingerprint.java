// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that must be the same in all tasks.
 *
 * @param values each value by its description in words, such as the model's hash or the seed
 */
record Fingerprint(Map<String, String> values) {
    private static final String END = ".";
    private static final int MOST = 1000;

    /** Sends the values. */
    void say(Link link) {
        values.forEach((what, value) -> link.say(what + "=" + value));
        link.say(END);
    }

    /**
     * Receives a fingerprint.
     *
     * @throws IOException if the connection ends early or sends anything else
     */
    static Fingerprint hear(Link link) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line = link.hear(); !line.equals(END); line = link.hear()) {
            int sign = line.indexOf('=');
            if (sign < 0 || values.size() == MOST) {
                throw new IOException("it does not speak the task protocol");
            }
            values.put(line.substring(0, sign), line.substring(sign + 1));
        }
        return new Fingerprint(values);
    }

    /**
     * Finds the first difference.
     *
     * @param name the task that has this fingerprint
     * @param other the fingerprint of another task
     * @param otherName the other task
     * @return such as {@code task 1 has the seed 2, task 0 has 1}; empty if both are the same
     */
    Optional<String> difference(String name, Fingerprint other, String otherName) {
        Map<String, String> all = new LinkedHashMap<>(values);
        other.values.forEach(all::putIfAbsent);
        for (String what : all.keySet()) {
            String here = values.getOrDefault(what, "nothing");
            String there = other.values.getOrDefault(what, "nothing");
            if (!here.equals(there)) {
                return Optional.of(otherName + " has the " + what + " " + there + ", " + name + " has " + here
                        + "; start all tasks with the same options, files and versions");
            }
        }
        return Optional.empty();
    }
}
