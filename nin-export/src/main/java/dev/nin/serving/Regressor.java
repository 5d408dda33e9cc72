// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SignatureNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported model, loaded to tell numbers of images by their names, each in its own unit. Safe for use by several
 * threads, as {@link ImageModel} says.
 */
public final class Regressor extends ImageModel<Map<String, Float>> {
    private static final Question<Map<String, Float>> QUESTION =
            new Question<>(List.of(SignatureNames.VALUES), Regressor::read);

    private Regressor(LiveModel model) {
        super(model, QUESTION);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no regression
     */
    public static Regressor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config what the session is told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no regression
     */
    public static Regressor open(Path folder, ConfigProto config) {
        return new Regressor(LiveModel.open(folder, config, AnswerKind.VALUES));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Requests under way end on the version they began
     * with. A newer version that cannot be loaded, or takes images of another shape, is logged and left alone.
     *
     * @param folder a model's folder
     * @param every how long to wait between two looks for a newer version, more than zero
     * @param config what the sessions are told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no regression, the folder is a version's own, or the
     *     wait is not positive
     */
    public static Regressor follow(Path folder, Duration every, ConfigProto config) {
        return new Regressor(LiveModel.follow(folder, every, config, AnswerKind.VALUES));
    }

    private static List<Map<String, Float>> read(Map<String, Tensor> outputs, List<String> names) {
        return Answer.rows(outputs, SignatureNames.VALUES).stream()
                .map(row -> row.named(names))
                .toList();
    }
}
