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
 * An exported model, loaded to find the tags of images. Safe for use by several threads, as {@link ImageModel} says.
 */
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
     * @throws UserInputException if there is no version or it does not answer with tags
     */
    public static MultiLabelPredictor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config what the session is told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not answer with tags
     */
    public static MultiLabelPredictor open(Path folder, ConfigProto config) {
        return new MultiLabelPredictor(LiveModel.open(folder, config, AnswerKind.TAGS));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Requests under way end on the version they began
     * with. A newer version that cannot be loaded, or takes images of another shape, is logged and left alone.
     *
     * @param folder a model's folder
     * @param every how long to wait between two looks for a newer version, more than zero
     * @param config what the sessions are told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not answer with tags, the folder is a version's own,
     *     or the wait is not positive
     */
    public static MultiLabelPredictor follow(Path folder, Duration every, ConfigProto config) {
        return new MultiLabelPredictor(LiveModel.follow(folder, every, config, AnswerKind.TAGS));
    }

    private static List<Tags> read(Map<String, Tensor> outputs, List<String> names) {
        return Answer.rows(outputs, SignatureNames.PROBABILITIES).stream()
                .map(row -> new Tags(row.named(names)))
                .toList();
    }
}
