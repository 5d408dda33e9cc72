// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.listing.Progress;
import dev.nin.data.scan.BadFiles;

/**
 * How data is looked for.
 *
 * @param badFiles what happens where a file cannot be read as an image
 * @param remembers whether what was found out about files is kept in the user's cache folder, so that they need not be
 *     looked into at the next start
 * @param progress is notified of how many files have been listed and checked
 */
public record DataOptions(BadFiles badFiles, boolean remembers, Progress progress) {
    /** Bad files are refused, and what was found out is kept. */
    public static final DataOptions DEFAULT = new DataOptions(BadFiles.FAIL, true, Progress.NONE);

    /**
     * These options with another way to treat bad files.
     *
     * @param newBadFiles what happens
     * @return the options
     */
    public DataOptions withBadFiles(BadFiles newBadFiles) {
        return new DataOptions(newBadFiles, remembers, progress);
    }

    /**
     * These options with someone to be notified.
     *
     * @param newProgress is notified
     * @return the options
     */
    public DataOptions withProgress(Progress newProgress) {
        return new DataOptions(badFiles, remembers, newProgress);
    }
}
