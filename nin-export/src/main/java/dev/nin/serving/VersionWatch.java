// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.versions.VersionDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks for newer versions of a model at intervals, on a separate thread. */
final class VersionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VersionWatch.class.getName());

    private final VersionDirectory versions;
    private final Consumer<Path> newer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Path current;
    /** The version that was rejected last, which is not logged again. */
    private @Nullable Path refused;

    private VersionWatch(Path base, Path current, Consumer<Path> newer) {
        this.versions = new VersionDirectory(base);
        this.current = current;
        this.newer = newer;
    }

    /**
     * Starts checking.
     *
     * @param base the model's folder
     * @param current the current version
     * @param every the interval between checks
     * @param newer receives each newer version's folder; one that it rejects is tried again at the next check
     */
    static VersionWatch start(Path base, Path current, Duration every, Consumer<Path> newer) {
        VersionWatch watch = new VersionWatch(base, current, newer);
        Thread thread = new Thread(() -> watch.lookEvery(every), "nin-model-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void lookEvery(Duration every) {
        try {
            while (!closed.await(TimeUnit.NANOSECONDS.convert(every), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Path found = current;
        try {
            OptionalLong newest = versions.newest();
            if (newest.isPresent()) {
                found = versions.version(newest.getAsLong());
                if (!found.equals(current)) {
                    newer.accept(found);
                    current = found;
                }
            }
        } catch (UserInputException e) {
            // The current version stays; a folder that is still being copied will be complete at a later check.
            if (!found.equals(refused)) {
                LOG.log(System.Logger.Level.WARNING, "kept {0}: {1}", current, e.getMessage());
                refused = found;
            }
        } catch (RuntimeException e) {
            // An uncaught exception would silently end the checking.
            LOG.log(System.Logger.Level.ERROR, "kept " + current, e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
