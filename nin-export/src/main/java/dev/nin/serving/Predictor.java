// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.messages.TensorProtos;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.serving.version.AnswerKind;
import dev.nin.serving.version.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * An exported model that classifies images. Thread-safe: closing lets running requests finish and rejects later ones
 * with an {@link IllegalStateException}.
 */
public final class Predictor extends ImageModel<Prediction> {
    private static final Question<Prediction> QUESTION =
            new Question<>(List.of(SignatureNames.PROBABILITIES, SignatureNames.CLASSES), Predictor::read);

    private Predictor(LiveModel model) {
        super(model, QUESTION);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is not a classifier
     */
    public static Predictor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config the session's configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is not a classifier
     */
    public static Predictor open(Path folder, ConfigProto config) {
        return open(folder, ServingOptions.of(config));
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param options how it is loaded and run
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is not a classifier
     */
    public static Predictor open(Path folder, ServingOptions options) {
        return new Predictor(LiveModel.open(folder, options, AnswerKind.CLASS, List.of(QUESTION)));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Running requests finish on the version on which
     * they started. A newer version that cannot be loaded, or takes images of another shape, is logged and skipped.
     *
     * @param folder a model's folder
     * @param every the interval between checks for a newer version, more than zero
     * @param config the sessions' configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is not a classifier, if the folder is that of a version,
     *     or if the interval is not positive
     */
    public static Predictor follow(Path folder, Duration every, ConfigProto config) {
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
     * @throws UserInputException if there is no version, unless the options say to wait for one, if it is not a
     *     classifier, if the folder is that of a version, or if the interval is not positive
     */
    public static Predictor follow(Path folder, Duration every, ServingOptions options) {
        return new Predictor(LiveModel.follow(folder, every, options, AnswerKind.CLASS, List.of(QUESTION)));
    }

    private static List<Prediction> read(Map<String, Tensor> outputs, Question.Source source) {
        TFloat32 probabilities = (TFloat32) Objects.requireNonNull(outputs.get(SignatureNames.PROBABILITIES));
        TString labels = (TString) Objects.requireNonNull(outputs.get(SignatureNames.CLASSES));
        float[] all = TensorProtos.floats(probabilities);
        int classes = (int) probabilities.shape().get(1);
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < all.length; from += classes) {
            List<Float> each = new ArrayList<>(classes);
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = from; i < from + classes; i++) {
                each.add(all[i]);
                greatest = Math.max(greatest, all[i]);
            }
            predictions.add(new Prediction(labels.getObject(from / classes), greatest, each, source.version()));
        }
        return predictions;
    }
}
