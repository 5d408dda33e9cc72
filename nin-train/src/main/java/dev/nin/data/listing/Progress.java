// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

/** A listener for the progress of a long task, called by one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** A listener that ignores all calls. */
    Progress NONE = (done, total) -> {};

    /**
     * Called when the task has progressed.
     *
     * @param done number of files done
     * @param total total number of files; 0 while unknown
     */
    void update(int done, int total);
}
