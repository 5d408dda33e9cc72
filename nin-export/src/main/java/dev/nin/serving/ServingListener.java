// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.serving.batching.OverloadedException;
import java.time.Duration;

/**
 * Is notified of what a model does. Methods run in the thread of the request or of the swap, so they should be fast; an
 * exception is logged and otherwise ignored.
 */
public interface ServingListener {
    /**
     * A newer version replaced another, or was refused.
     *
     * @param swap the versions and the problem, if any
     */
    default void swapped(VersionSwap swap) {}

    /**
     * A batch ran.
     *
     * @param images the number of its images
     * @param duration the time of the run
     */
    default void ran(int images, Duration duration) {}

    /**
     * A request was answered.
     *
     * @param latency its time, including waiting
     */
    default void answered(Duration latency) {}

    /**
     * A request failed, for example because its image is damaged.
     *
     * @param latency its time, including waiting
     * @param problem what the caller gets
     */
    default void failed(Duration latency, RuntimeException problem) {}

    /**
     * A request was refused because too many others wait.
     *
     * @param latency its time
     * @param problem what the caller gets
     */
    default void refused(Duration latency, OverloadedException problem) {}
}
