// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.serving.batching.Batching;
import dev.nin.serving.version.AnswerKind;
import dev.nin.serving.version.Question;
import dev.nin.serving.version.ServedModel;
import dev.nin.serving.version.WarmUp;
import dev.nin.versions.NewestVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A loaded version that a newer one may replace while it is in use. Closing lets running requests finish and rejects
 * later ones with an {@link IllegalStateException}.
 */
final class LiveModel implements AutoCloseable, VersionWatch.Target {
    private static final System.Logger LOG = System.getLogger(LiveModel.class.getName());

    private final Path folder;
    private final ServingOptions options;
    private final AnswerKind kind;
    private final List<? extends Question<?>> questions;
    private final ServingListeners listeners = new ServingListeners();

    /** The version in use; null before the first one and once closed. */
    private volatile @Nullable ServedModel current;

    private volatile boolean isClosed;
    private @Nullable VersionWatch watch;

    private LiveModel(Path folder, ServingOptions options, AnswerKind kind, List<? extends Question<?>> questions) {
        this.folder = folder;
        this.options = options;
        this.kind = kind;
        this.questions = questions;
    }

    /**
     * Loads a version, or the newest version in a folder.
     *
     * @param questions what clients ask, for the warm-up
     */
    static LiveModel open(Path folder, ServingOptions options, AnswerKind kind, List<? extends Question<?>> questions) {
        LiveModel model = new LiveModel(folder, options, kind, questions);
        model.current = NewestVersion.load(folder, model::load);
        return model;
    }

    /** Loads a folder's newest version, and each newer one when it appears. */
    static LiveModel follow(
            Path folder,
            Duration every,
            ServingOptions options,
            AnswerKind kind,
            List<? extends Question<?>> questions) {
        if (every.isZero() || every.isNegative()) {
            throw new UserInputException(
                    "the interval between checks for a newer version is " + every + ", expected more than zero");
        }
        if (NewestVersion.isVersion(folder)) {
            throw new UserInputException(folder
                    + " is a version's folder, expected the model's folder above it, where newer versions"
                    + " appear; name that folder");
        }
        LiveModel model = new LiveModel(folder, options, kind, questions);
        if (!options.waitsForFirstVersion()) {
            model.current = NewestVersion.load(folder, model::load);
        }
        ServedModel first = model.current;
        model.watch = VersionWatch.start(folder, first == null ? null : first.folder(), every, model);
        return model;
    }

    /** Runs a request on the current version, which stays loaded until the request has finished. */
    <T> T ask(Function<ServedModel, T> question) {
        ServedModel model = held();
        try {
            return question.apply(model);
        } finally {
            model.release();
        }
    }

    boolean isReady() {
        return current != null;
    }

    Optional<Batching> batching() {
        return options.batching();
    }

    boolean warmsUp() {
        return options.warmsUp();
    }

    ServingListeners listeners() {
        return listeners;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        ServedModel last;
        synchronized (this) {
            isClosed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.release();
        }
    }

    private ServedModel held() {
        while (true) {
            ServedModel model = current;
            if (model == null) {
                throw isClosed ? new IllegalStateException("the predictor is closed") : new NotReadyException(folder);
            }
            // If it was replaced and closed in the meantime, there is another one now.
            if (model.hold()) {
                return model;
            }
        }
    }

    private ServedModel load(Path version) {
        ServedModel model = ServedModel.load(version, options.session(), options.allowedOperations(), kind);
        try {
            ServedModel old = current;
            if (old != null && !old.imageShape().equals(model.imageShape())) {
                throw new UserInputException("model " + model.folder() + " takes images of " + model.imageShape()
                        + ", expected " + old.imageShape() + " as before; open it again");
            }
            if (options.warmsUp()) {
                WarmUp.run(model, questions, options.warmUpSizes());
            }
            return model;
        } catch (RuntimeException | Error e) {
            model.release();
            throw e;
        }
    }

    @Override
    public void use(Path newer) {
        long start = System.nanoTime();
        ServedModel model = load(newer);
        ServedModel old;
        boolean isUsed;
        synchronized (this) {
            old = current;
            isUsed = !isClosed;
            if (isUsed) {
                current = model;
            }
        }
        if (!isUsed) {
            model.release();
            return;
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: version {1} replaces {2} after {3} ms",
                folder,
                model.version(),
                old == null ? "none" : old.version(),
                Long.toString(duration.toMillis()));
        swapped(old, newer, duration, Optional.empty());
        if (old != null) {
            old.retire();
        }
    }

    @Override
    public void refused(Path newer, Duration duration, RuntimeException problem) {
        swapped(current, newer, duration, Optional.of(String.valueOf(problem.getMessage())));
    }

    private void swapped(@Nullable ServedModel old, Path newer, Duration duration, Optional<String> problem) {
        VersionSwap swap = new VersionSwap(
                Optional.ofNullable(old).map(ServedModel::version),
                String.valueOf(newer.getFileName()),
                duration,
                problem);
        listeners.notify(listener -> listener.swapped(swap));
    }
}
