// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.versions.VersionDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Checks for newer versions of a model at intervals, on a separate thread. */
final class VersionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VersionWatch.class.getName());

    /** Uses newer versions. */
    interface Target {
        /**
         * Uses a newer version from now on.
         *
         * @throws UserInputException if it cannot be used; it is tried again at the next check
         */
        void use(Path newer);

        /** Is notified of a version that cannot be used, once. */
        void refused(Path newer, Duration duration, RuntimeException problem);
    }

    private final VersionDirectory versions;
    private final Target target;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Path current;
    /** The version that was rejected last, which is not logged again. */
    private @Nullable String refused;

    private VersionWatch(Path base, @Nullable Path current, Target target) {
        this.versions = new VersionDirectory(base);
        this.current = current;
        this.target = target;
    }

    /**
     * Starts checking.
     *
     * @param base the model's folder
     * @param current the current version; null if there is none, so that the first check is made at once
     * @param every the interval between checks
     * @param target uses the newer versions
     */
    static VersionWatch start(Path base, @Nullable Path current, Duration every, Target target) {
        VersionWatch watch = new VersionWatch(base, current, target);
        Thread thread = new Thread(() -> watch.lookEvery(every), "nin-model-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void lookEvery(Duration every) {
        try {
            if (current == null) {
                look();
            }
            while (!closed.await(TimeUnit.NANOSECONDS.convert(every), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        @Nullable Path found = current;
        long start = System.nanoTime();
        try {
            OptionalLong newest = versions.newest();
            if (newest.isPresent()) {
                found = versions.version(newest.getAsLong());
                if (!found.equals(current)) {
                    target.use(found);
                    current = found;
                }
            }
        } catch (RuntimeException e) {
            // The current version stays; a folder that is still being copied will be complete at a later check.
            refuse(found, Duration.ofNanos(System.nanoTime() - start), e);
        }
    }

    private void refuse(@Nullable Path found, Duration duration, RuntimeException problem) {
        String kept = current == null ? "no version yet" : "kept " + current;
        boolean isNew = !String.valueOf(found).equals(refused);
        refused = String.valueOf(found);
        if (!(problem instanceof UserInputException)) {
            LOG.log(System.Logger.Level.ERROR, kept, problem);
        } else if (isNew) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", kept, problem.getMessage());
        }
        if (isNew && found != null && !found.equals(current)) {
            target.refused(found, duration, problem);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
