// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.serving.version.AnswerKind;
import dev.nin.serving.version.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/** An exported model that predicts the tags of images. Thread-safe as described in {@link ImageModel}. */
public final class MultiLabelPredictor extends ImageModel<Tags> {
    private static final Question<Tags> QUESTION =
            new Question<>(List.of(SignatureNames.PROBABILITIES), MultiLabelPredictor::read);

    private MultiLabelPredictor(LiveModel model) {
        super(model, QUESTION);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict tags
     */
    public static MultiLabelPredictor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config the session's configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict tags
     */
    public static MultiLabelPredictor open(Path folder, ConfigProto config) {
        return open(folder, ServingOptions.of(config));
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param options how it is loaded and run
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict tags
     */
    public static MultiLabelPredictor open(Path folder, ServingOptions options) {
        return new MultiLabelPredictor(LiveModel.open(folder, options, AnswerKind.TAGS, List.of(QUESTION)));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Running requests finish on the version on which
     * they started. A newer version that cannot be loaded, or takes images of another shape, is logged and skipped.
     *
     * @param folder a model's folder
     * @param every the interval between checks for a newer version, more than zero
     * @param config the sessions' configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict tags, if the folder is that of a
     *     version, or if the interval is not positive
     */
    public static MultiLabelPredictor follow(Path folder, Duration every, ConfigProto config) {
        return follow(folder, every, ServingOptions.of(config));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Running requests finish on the version on which
     * they started. A newer version that cannot be loaded, or takes images of another shape, is logged and skipped.
     *
     * @param folder a model's folder
     * @param every the interval between checks for a newer version, more than zero
     * @param options how versions are loaded and run
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version, unless the options say to wait for one, if it does not predict
     *     tags, if the folder is that of a version, or if the interval is not positive
     */
    public static MultiLabelPredictor follow(Path folder, Duration every, ServingOptions options) {
        return new MultiLabelPredictor(LiveModel.follow(folder, every, options, AnswerKind.TAGS, List.of(QUESTION)));
    }

    private static List<Tags> read(Map<String, Tensor> outputs, Question.Source source) {
        return Answer.rows(outputs, SignatureNames.PROBABILITIES, source.version()).stream()
                .map(row -> new Tags(row.named(source.names()), source.version()))
                .toList();
    }
}
