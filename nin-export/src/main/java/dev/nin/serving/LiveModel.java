// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.versions.NewestVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;

/**
 * A loaded version that a newer one may take the place of while it is asked. Closing lets requests under way end, and
 * refuses later ones with an {@link IllegalStateException}.
 */
final class LiveModel implements AutoCloseable {
    /** What is asked; null once closed. */
    private final AtomicReference<@Nullable ServedModel> current;

    private @Nullable VersionWatch watch;

    private LiveModel(ServedModel model) {
        this.current = new AtomicReference<>(model);
    }

    /** Loads a version, or a folder's newest. */
    static LiveModel open(Path folder, ConfigProto config, AnswerKind kind) {
        return new LiveModel(NewestVersion.load(folder, version -> ServedModel.load(version, config, kind)));
    }

    /** Loads a folder's newest version, and each newer one when it appears. */
    static LiveModel follow(Path folder, Duration every, ConfigProto config, AnswerKind kind) {
        if (every.isZero() || every.isNegative()) {
            throw new UserInputException(
                    "the wait between two looks for a newer version is " + every + ", expected more than zero");
        }
        if (NewestVersion.isVersion(folder)) {
            throw new UserInputException(folder + " is a version itself, expected the folder of the model above it, "
                    + "where newer versions appear; name that one");
        }
        LiveModel model = open(folder, config, kind);
        model.watch = VersionWatch.start(
                folder,
                model.ask(ServedModel::folder),
                every,
                version -> model.replace(ServedModel.load(version, config, kind)));
        return model;
    }

    /** Asks the version that is current now, which stays loaded until it has answered. */
    <T> T ask(Function<ServedModel, T> question) {
        ServedModel model = held();
        try {
            return question.apply(model);
        } finally {
            model.release();
        }
    }

    /** (height, width, channels): shapes of an unknown batch are equal to none. */
    static Shape imageShape(ServedModel model) {
        return model.imageShape().takeLast(3);
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
            // If it was replaced and closed since it was read, there is another one now.
            if (model.hold()) {
                return model;
            }
        }
    }

    private void replace(ServedModel newer) {
        ServedModel old = current.get();
        if (old != null && !imageShape(old).equals(imageShape(newer))) {
            newer.release();
            throw new UserInputException("model " + newer.folder() + " takes images of " + imageShape(newer)
                    + ", expected " + imageShape(old) + " as before; open it anew");
        }
        if (old != null && current.compareAndSet(old, newer)) {
            old.release();
        } else {
            newer.release();
        }
    }
}
