// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import java.util.List;

/**
 * The task of one output of an exported model, as stated in its manifest.
 *
 * @param output the output's name; empty if the manifest has none
 * @param kind the task's kind, such as regression
 * @param target the kind of the task's target: class, tags, values, mask or image
 * @param names the names of the classes, tags or values in order; empty if there are none
 */
public record ServedTask(String output, String kind, String target, List<String> names) {
    /** Copies the names. */
    public ServedTask {
        names = List.copyOf(names);
    }
}
