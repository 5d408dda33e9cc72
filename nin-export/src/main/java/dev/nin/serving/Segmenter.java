// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.serving.version.AnswerKind;
import dev.nin.serving.version.Question;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported model that predicts the class of each pixel of images. Masks have the model's size, not the image's.
 * Thread-safe as described in {@link ImageModel}.
 */
public final class Segmenter extends ImageModel<Mask> {
    private static final Question<Mask> QUESTION = new Question<>(List.of(SignatureNames.MASK), Segmenter::read);
    private static final Question<Answer> PROBABILITIES = new Question<>(
            List.of(SignatureNames.PROBABILITIES),
            (outputs, source) -> Answer.rows(outputs, SignatureNames.PROBABILITIES, source.version()));

    private static final List<Question<?>> QUESTIONS = List.of(QUESTION, PROBABILITIES);

    private Segmenter(LiveModel model) {
        super(model, QUESTION);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict masks
     */
    public static Segmenter open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config the session's configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict masks
     */
    public static Segmenter open(Path folder, ConfigProto config) {
        return open(folder, ServingOptions.of(config));
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param options how it is loaded and run
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict masks
     */
    public static Segmenter open(Path folder, ServingOptions options) {
        return new Segmenter(LiveModel.open(folder, options, AnswerKind.MASK, QUESTIONS));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Running requests finish on the version on which
     * they started. A newer version that cannot be loaded, or takes images of another shape, is logged and skipped.
     *
     * @param folder a model's folder
     * @param every the interval between checks for a newer version, more than zero
     * @param config the sessions' configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not predict masks, if the folder is that of a
     *     version, or if the interval is not positive
     */
    public static Segmenter follow(Path folder, Duration every, ConfigProto config) {
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
     *     masks, if the folder is that of a version, or if the interval is not positive
     */
    public static Segmenter follow(Path folder, Duration every, ServingOptions options) {
        return new Segmenter(LiveModel.follow(folder, every, options, AnswerKind.MASK, QUESTIONS));
    }

    /**
     * Predicts the probability of each class of each pixel.
     *
     * @param pixels one or more images of the model's size, (count, height, width, channels), uint8
     * @return the probabilities for each image, (height, width, classes)
     * @throws UserInputException if the number of bytes is not a multiple of an image's
     */
    public List<Answer> probabilities(byte[] pixels) {
        return ask(PROBABILITIES, pixels);
    }

    /**
     * Predicts the probability of each class of each pixel.
     *
     * @param image an image of any size
     * @return the probabilities, (height, width, classes)
     * @throws UserInputException if the image has another size and the model was exported without {@code encoded}
     */
    public Answer probabilities(BufferedImage image) {
        return askImages(PROBABILITIES, List.of(image)).get(0);
    }

    /**
     * Predicts the probability of each class of each pixel.
     *
     * @param file a JPEG, PNG or BMP file of any size
     * @return the probabilities, (height, width, classes)
     * @throws UserInputException if it is not such an image
     */
    public Answer probabilities(Path file) {
        return askFiles(PROBABILITIES, List.of(file)).get(0);
    }

    private static List<Mask> read(Map<String, Tensor> outputs, Question.Source source) {
        return Answer.rows(outputs, SignatureNames.MASK, source.version()).stream()
                .map(row -> new Mask(row.shape().get(0), row.shape().get(1), row.ints(), source))
                .toList();
    }
}
