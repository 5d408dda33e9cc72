// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

/**
 * An image file that cannot be used.
 *
 * @param name the path within the listed folder
 * @param problem the reason, in a clause that starts with "it"
 */
public record BadFile(String name, String problem) {
    @Override
    public String toString() {
        return name + " (" + problem + ")";
    }
}
