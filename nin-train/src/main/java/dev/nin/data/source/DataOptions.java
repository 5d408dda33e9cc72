// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.listing.Progress;
import dev.nin.data.scan.BadFiles;
import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How data is looked for.
 *
 * @param badFiles what happens where a file cannot be read as an image
 * @param remembers whether what was found out about files is kept in the user's cache folder, so that they need not be
 *     looked into at the next start
 * @param progress is notified of how many files have been listed and checked
 * @param kind what is to be known of each image
 * @param labels a manifest that says it, whose files are relative to the data's folder; empty where the data says it
 */
public record DataOptions(
        BadFiles badFiles, boolean remembers, Progress progress, Target.Kind kind, Optional<Path> labels) {
    /** Images with a class each; bad files are refused, and what was found out is kept. */
    public static final DataOptions DEFAULT =
            new DataOptions(BadFiles.FAIL, true, Progress.NONE, Target.Kind.CLASS, Optional.empty());

    /**
     * These options with another way to treat bad files.
     *
     * @param newBadFiles what happens
     * @return the options
     */
    public DataOptions withBadFiles(BadFiles newBadFiles) {
        return new DataOptions(newBadFiles, remembers, progress, kind, labels);
    }

    /**
     * These options with someone to be notified.
     *
     * @param newProgress is notified
     * @return the options
     */
    public DataOptions withProgress(Progress newProgress) {
        return new DataOptions(badFiles, remembers, newProgress, kind, labels);
    }

    /**
     * These options with other targets than classes.
     *
     * @param newKind what is to be known of each image
     * @return the options
     */
    public DataOptions withTargets(Target.Kind newKind) {
        return new DataOptions(badFiles, remembers, progress, newKind, labels);
    }

    /**
     * These options with targets from a file.
     *
     * @param newLabels a CSV or JSON-lines manifest, whose files are relative to the data's folder
     * @return the options
     */
    public DataOptions withLabels(Path newLabels) {
        return new DataOptions(badFiles, remembers, progress, kind, Optional.of(newLabels));
    }
}
