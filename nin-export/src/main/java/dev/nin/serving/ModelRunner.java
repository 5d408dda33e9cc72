// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.serving.version.AnswerKind;
import dev.nin.serving.version.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported model with any tasks that returns all outputs of its signature by name. Thread-safe as described in
 * {@link ImageModel}.
 */
public final class ModelRunner extends ImageModel<Map<String, Answer>> {
    private static final Question<Map<String, Answer>> QUESTION = new Question<>(List.of(), ModelRunner::read);

    private ModelRunner(LiveModel model) {
        super(model, QUESTION);
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not take images
     */
    public static ModelRunner open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config the session's configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not take images
     */
    public static ModelRunner open(Path folder, ConfigProto config) {
        return open(folder, ServingOptions.of(config));
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param options how it is loaded and run
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not take images
     */
    public static ModelRunner open(Path folder, ServingOptions options) {
        return new ModelRunner(LiveModel.open(folder, options, AnswerKind.ANY, List.of(QUESTION)));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Running requests finish on the version on which
     * they started. A newer version that cannot be loaded, or takes images of another shape, is logged and skipped.
     *
     * @param folder a model's folder
     * @param every the interval between checks for a newer version, more than zero
     * @param config the sessions' configuration
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it does not take images, if the folder is that of a version,
     *     or if the interval is not positive
     */
    public static ModelRunner follow(Path folder, Duration every, ConfigProto config) {
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
     * @throws UserInputException if there is no version, unless the options say to wait for one, if it does not take
     *     images, if the folder is that of a version, or if the interval is not positive
     */
    public static ModelRunner follow(Path folder, Duration every, ServingOptions options) {
        return new ModelRunner(LiveModel.follow(folder, every, options, AnswerKind.ANY, List.of(QUESTION)));
    }

    /**
     * Runs another signature than {@code serving_default} on images that have the model's size.
     *
     * <pre>{@code
     * float[] heat = runner.predict("grad_cam", pixels).get(0).get("heat").floats();
     * }</pre>
     *
     * @param signature a signature that takes {@code images}, such as grad_cam or features
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return the signature's outputs for each image, by name
     * @throws UserInputException if the model has no such signature, or the number of bytes is not a multiple of an
     *     image's
     */
    public List<Map<String, Answer>> predict(String signature, byte[] pixels) {
        return ask(QUESTION, signature, pixels);
    }

    private static List<Map<String, Answer>> read(Map<String, Tensor> outputs, Question.Source source) {
        List<ImmutableMap.Builder<String, Answer>> images = new ArrayList<>();
        for (String output : outputs.keySet()) {
            List<Answer> rows = Answer.rows(outputs, output, source.version());
            for (int i = 0; i < rows.size(); i++) {
                if (images.size() == i) {
                    images.add(ImmutableMap.builder());
                }
                images.get(i).put(output, rows.get(i));
            }
        }
        return images.stream()
                .<Map<String, Answer>>map(ImmutableMap.Builder::buildOrThrow)
                .toList();
    }
}
