// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must be the same in all tasks.
 *
 * @param values what, in words, and its value: the model's hash, the seed and so on
 */
record Fingerprint(Map<String, String> values) {
    private static final String END = ".";
    private static final int MOST = 1000;

    /** Sends it. */
    void say(Link link) {
        values.forEach((what, value) -> link.say(what + "=" + value));
        link.say(END);
    }

    /**
     * Receives one.
     *
     * @throws IOException if the connection ends before or says something else
     */
    static Fingerprint hear(Link link) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line = link.hear(); !line.equals(END); line = link.hear()) {
            int sign = line.indexOf('=');
            if (sign < 0 || values.size() == MOST) {
                throw new IOException("it does not speak as a task does");
            }
            values.put(line.substring(0, sign), line.substring(sign + 1));
        }
        return new Fingerprint(values);
    }

    /**
     * The first difference.
     *
     * @param name who has this one
     * @param other what another task has
     * @param otherName who has it
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
