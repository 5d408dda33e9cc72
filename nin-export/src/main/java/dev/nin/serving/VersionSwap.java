// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.time.Duration;
import java.util.Optional;

/**
 * The change to a newer version, or the attempt. Versions are named by their folders, such as 3.
 *
 * @param from the version that was in use; empty if the service waited for the first one
 * @param to the newer version
 * @param duration the time for loading and warming up the newer version
 * @param problem why the newer version is not used; empty if it is
 */
public record VersionSwap(Optional<String> from, String to, Duration duration, Optional<String> problem) {
    /**
     * Returns whether the newer version is not used.
     *
     * @return true if there is a problem
     */
    public boolean isFailed() {
        return problem.isPresent();
    }
}
