// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import java.util.List;

/**
 * What one output of an exported model answers for, as its manifest has it.
 *
 * @param output the output's name; empty where the manifest has none
 * @param kind of the task, such as regression
 * @param target what the task learns: class, tags, values, mask or image
 * @param names of the classes, tags or values in order; empty if they have none
 */
public record ServedTask(String output, String kind, String target, List<String> names) {
    /** Copies the names. */
    public ServedTask {
        names = List.copyOf(names);
    }
}
