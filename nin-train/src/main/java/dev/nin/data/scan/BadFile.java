// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

/**
 * An image file that cannot be used.
 *
 * @param name its path within the listing's folder
 * @param problem why not, in a clause that begins with "it"
 */
public record BadFile(String name, String problem) {
    @Override
    public String toString() {
        return name + " (" + problem + ")";
    }
}
