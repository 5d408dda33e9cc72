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

/** Looks for a newer version of a model from time to time, on a thread of its own. */
final class VersionWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VersionWatch.class.getName());

    private final VersionDirectory versions;
    private final Consumer<Path> newer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Path current;
    /** The version that was refused last, and is not told of again. */
    private @Nullable Path refused;

    private VersionWatch(Path base, Path current, Consumer<Path> newer) {
        this.versions = new VersionDirectory(base);
        this.current = current;
        this.newer = newer;
    }

    /**
     * Begins to look.
     *
     * @param base the model's folder
     * @param current the version that is known
     * @param every how long to wait between two looks
     * @param newer takes each newer version's folder; one that it refuses is tried again at the next look
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
            // The version that is served stays; a folder that is just being copied will be whole at a later look.
            if (!found.equals(refused)) {
                LOG.log(System.Logger.Level.WARNING, "kept {0}: {1}", current, e.getMessage());
                refused = found;
            }
        } catch (RuntimeException e) {
            // An exception that left here would end the looking without a word.
            LOG.log(System.Logger.Level.ERROR, "kept " + current, e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
