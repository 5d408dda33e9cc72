// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * An exported model of any tasks, loaded to give all that it answers by the names of its signature. Safe for use by
 * several threads, as {@link ImageModel} says.
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
     * @throws UserInputException if there is no version or it cannot be asked about images
     */
    public static ModelRunner open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config what the session is told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it cannot be asked about images
     */
    public static ModelRunner open(Path folder, ConfigProto config) {
        return new ModelRunner(LiveModel.open(folder, config, AnswerKind.ANY));
    }

    /**
     * Loads the newest version, and each newer one when it appears. Requests under way end on the version they began
     * with. A newer version that cannot be loaded, or takes images of another shape, is logged and left alone.
     *
     * @param folder a model's folder
     * @param every how long to wait between two looks for a newer version, more than zero
     * @param config what the sessions are told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it cannot be asked about images, the folder is a version's
     *     own, or the wait is not positive
     */
    public static ModelRunner follow(Path folder, Duration every, ConfigProto config) {
        return new ModelRunner(LiveModel.follow(folder, every, config, AnswerKind.ANY));
    }

    /**
     * Asks another signature than {@code serving_default} about images that have the model's size.
     *
     * <pre>{@code
     * float[] heat = runner.predict("grad_cam", pixels).get(0).get("heat").floats();
     * }</pre>
     *
     * @param signature a signature that takes {@code images}, such as grad_cam or features
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return what the signature answers for each image, by the names of its outputs
     * @throws UserInputException if the model has no such signature, or the bytes are not those of whole images
     */
    public List<Map<String, Answer>> predict(String signature, byte[] pixels) {
        return ask(QUESTION, signature, pixels);
    }

    private static List<Map<String, Answer>> read(Map<String, Tensor> outputs, List<String> names) {
        List<ImmutableMap.Builder<String, Answer>> images = new ArrayList<>();
        for (String output : outputs.keySet()) {
            List<Answer> rows = Answer.rows(outputs, output);
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
