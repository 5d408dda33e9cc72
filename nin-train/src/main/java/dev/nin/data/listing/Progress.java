// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

/** Is notified how far a long task has come, by one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** Ignores every notice. */
    Progress NONE = (done, total) -> {};

    /**
     * Takes a notice.
     *
     * @param done how many files are done
     * @param total of how many; 0 while that is unknown
     */
    void update(int done, int total);
}
