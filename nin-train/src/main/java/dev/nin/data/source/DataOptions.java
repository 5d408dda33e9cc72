// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.listing.Progress;
import dev.nin.data.scan.BadFiles;
import dev.nin.task.Target;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options for finding data.
 *
 * @param badFiles how files that cannot be read as images are handled
 * @param remembers whether findings on files are kept in the user's cache folder, so that the next start need not check
 *     the files again
 * @param progress is notified of the number of files listed and checked
 * @param kind the kind of target of each image
 * @param labels a manifest of the targets, whose paths are relative to the data's folder; empty if the data itself
 *     contains the targets
 */
public record DataOptions(
        BadFiles badFiles, boolean remembers, Progress progress, Target.Kind kind, Optional<Path> labels) {
    /** The default: images with one class each; bad files are refused, and findings are kept. */
    public static final DataOptions DEFAULT =
            new DataOptions(BadFiles.FAIL, true, Progress.NONE, Target.Kind.CLASS, Optional.empty());

    /**
     * Sets how bad files are handled.
     *
     * @param newBadFiles how bad files are handled
     * @return new options
     */
    public DataOptions withBadFiles(BadFiles newBadFiles) {
        return new DataOptions(newBadFiles, remembers, progress, kind, labels);
    }

    /**
     * Sets the progress listener.
     *
     * @param newProgress the listener
     * @return new options
     */
    public DataOptions withProgress(Progress newProgress) {
        return new DataOptions(badFiles, remembers, newProgress, kind, labels);
    }

    /**
     * Sets the kind of target.
     *
     * @param newKind the kind of target of each image
     * @return new options
     */
    public DataOptions withTargets(Target.Kind newKind) {
        return new DataOptions(badFiles, remembers, progress, newKind, labels);
    }

    /**
     * Sets a manifest that contains the targets.
     *
     * @param newLabels a CSV or JSON Lines manifest, whose paths are relative to the data's folder
     * @return new options
     */
    public DataOptions withLabels(Path newLabels) {
        return new DataOptions(badFiles, remembers, progress, kind, Optional.of(newLabels));
    }
}
