// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.versions.NewestVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/**
 * A loaded version that a newer one may replace while it is in use. Closing lets running requests finish and rejects
 * later ones with an {@link IllegalStateException}.
 */
final class LiveModel implements AutoCloseable {
    /** The current version; null once closed. */
    private final AtomicReference<@Nullable ServedModel> current;

    private @Nullable VersionWatch watch;

    private LiveModel(ServedModel model) {
        this.current = new AtomicReference<>(model);
    }

    /** Loads a version, or the newest version in a folder. */
    static LiveModel open(Path folder, ConfigProto config, AnswerKind kind) {
        return new LiveModel(NewestVersion.load(folder, version -> ServedModel.load(version, config, kind)));
    }

    /** Loads a folder's newest version, and each newer one when it appears. */
    static LiveModel follow(Path folder, Duration every, ConfigProto config, AnswerKind kind) {
        if (every.isZero() || every.isNegative()) {
            throw new UserInputException(
                    "the interval between checks for a newer version is " + every + ", expected more than zero");
        }
        if (NewestVersion.isVersion(folder)) {
            throw new UserInputException(folder
                    + " is a version's folder, expected the model's folder above it, where newer versions"
                    + " appear; name that folder");
        }
        LiveModel model = open(folder, config, kind);
        model.watch = VersionWatch.start(
                folder,
                model.ask(ServedModel::folder),
                every,
                version -> model.replace(ServedModel.load(version, config, kind)));
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

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        ServedModel last = current.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }

    private ServedModel held() {
        while (true) {
            ServedModel model = current.get();
            if (model == null) {
                throw new IllegalStateException("the predictor is closed");
            }
            // If it was replaced and closed in the meantime, there is another one now.
            if (model.hold()) {
                return model;
            }
        }
    }

    private void replace(ServedModel newer) {
        ServedModel old = current.get();
        if (old != null && !old.imageShape().equals(newer.imageShape())) {
            newer.release();
            throw new UserInputException("model " + newer.folder() + " takes images of " + newer.imageShape()
                    + ", expected " + old.imageShape() + " as before; open it again");
        }
        if (old != null && current.compareAndSet(old, newer)) {
            old.release();
        } else {
            newer.release();
        }
    }
}
