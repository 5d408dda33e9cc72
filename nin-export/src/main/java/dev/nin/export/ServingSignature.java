// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.ServedValue.Derived;
import dev.nin.graph.GradCam;
import dev.nin.image.ImageOperations;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.savedmodel.SignatureNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A signature of an exported model: its name, inputs and outputs, the batch always being the first dimension. All
 * signatures have the method {@code tensorflow/serving/predict}.
 *
 * @param key the name that clients use
 * @param takesFiles whether the input is {@code image_bytes}, JPEG, PNG or BMP files of any size, string (batch),
 *     instead of {@code images}, unscaled pixels, (batch, height, width, channels)
 * @param outputs the returned values by name; empty for all predictions of the model's tasks under their own names
 */
public record ServingSignature(String key, boolean takesFiles, Map<String, ServedValue> outputs) {
    static final String METHOD = "tensorflow/serving/predict";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final String OUTPUTS = "outputs";

    /**
     * Checks the names.
     *
     * @throws UserInputException if the key is not a valid name
     */
    public ServingSignature {
        requireName("the key of a signature", key);
        outputs = ImmutableMap.copyOf(outputs);
    }

    /**
     * Returns the signature {@code serving_default}, from {@code images} to all predictions of the model's tasks. For a
     * classifier these are {@code probabilities}, {@code classes} (the predicted label) and {@code class_ids} (its
     * index among the labels).
     *
     * @return the signature that clients get if they name none
     */
    public static ServingSignature servingDefault() {
        return new ServingSignature(SignatureNames.DEFAULT, false, Map.of());
    }

    /**
     * Returns the signature {@code encoded}, from {@code image_bytes} to the outputs of {@link #servingDefault()}.
     *
     * @return the signature
     */
    public static ServingSignature encoded() {
        return servingDefault().fromEncodedImages(SignatureNames.ENCODED);
    }

    /**
     * Returns the signature {@code features}, from {@code images} to {@code features}, the input of the model's head; a
     * feature map is averaged over its pixels.
     *
     * @return the signature
     */
    public static ServingSignature features() {
        return new ServingSignature("features", false, Map.of("features", Derived.FEATURES));
    }

    /**
     * Returns the signature {@code logits}, from {@code images} to {@code logits}. It has only numbers, for converters
     * to formats without strings.
     *
     * @return the signature
     */
    public static ServingSignature logits() {
        return new ServingSignature("logits", false, Map.of("logits", Derived.LOGITS));
    }

    /**
     * Returns the signature {@code grad_cam} of a classifier, from {@code images} to {@code class_ids},
     * {@code probabilities} and {@code heat}. The heat shows the image regions that support the predicted class:
     * float32 (batch, height, width) in the size of the model's input, from 0 to 1, by Grad-CAM (Selvaraju et al. 2017)
     * over the last feature map. It costs the gradient of the layers after that map, and is computed only for this
     * signature.
     *
     * @return the signature, which {@link #standard} leaves out
     */
    public static ServingSignature gradCam() {
        return new ServingSignature(
                SignatureNames.GRAD_CAM,
                false,
                Map.of(
                        SignatureNames.CLASS_IDS, new ServedValue.Answer(SignatureNames.CLASS_IDS),
                        SignatureNames.PROBABILITIES, new ServedValue.Answer(SignatureNames.PROBABILITIES),
                        SignatureNames.HEAT, Derived.HEAT));
    }

    /**
     * Returns the signature {@code outputs}, from {@code images} to the raw outputs of the model, before its tasks turn
     * them into predictions, by the names of the outputs.
     *
     * @param spec the model
     * @return the signature
     */
    public static ServingSignature ofOutputs(ModelSpec spec) {
        ImmutableMap.Builder<String, ServedValue> outputs = ImmutableMap.builder();
        spec.outputs().forEach(output -> outputs.put(output, new ServedValue.NodeValue(output)));
        return new ServingSignature(OUTPUTS, false, outputs.buildOrThrow());
    }

    /**
     * Returns a signature for any node, from {@code images} to that node's values under the signature's name.
     *
     * @param key the name of the signature and of its output
     * @param node the node's name in the model
     * @return the signature
     * @throws UserInputException if the key is not a valid name
     */
    public static ServingSignature ofNode(String key, String node) {
        return new ServingSignature(key, false, Map.of(key, new ServedValue.NodeValue(node)));
    }

    /**
     * Returns the default signatures of an export.
     *
     * @param checkpoint the model and its tasks
     * @return serving_default; encoded and features if the model supports them; and logits for a classifier, outputs
     *     for other models
     */
    public static List<ServingSignature> standard(Checkpoint checkpoint) {
        ModelSpec spec = checkpoint.spec();
        List<ServingSignature> signatures = new ArrayList<>(List.of(servingDefault()));
        if (ImageOperations.fit(spec.input())) {
            signatures.add(encoded());
        }
        if (FeatureNode.of(spec).isPresent()) {
            signatures.add(features());
        }
        signatures.add(ServedTasks.isClassifier(checkpoint.goals()) ? logits() : ofOutputs(spec));
        return List.copyOf(signatures);
    }

    /**
     * Returns this signature with the input {@code image_bytes} instead of {@code images}.
     *
     * @param newKey the new signature's name
     * @return a new signature with the same outputs
     */
    public ServingSignature fromEncodedImages(String newKey) {
        return new ServingSignature(newKey, true, outputs);
    }

    /** Returns the given signatures and grad_cam, without duplicates. */
    static List<ServingSignature> withGradCam(List<ServingSignature> others) {
        return Stream.concat(others.stream(), Stream.of(gradCam())).distinct().toList();
    }

    /** Throws if the model does not support this signature. */
    void requireFit(ServedTasks tasks) {
        ModelSpec spec = tasks.spec();
        Input input = spec.input();
        if (takesFiles && !ImageOperations.fit(input)) {
            throw new UserInputException("signature " + key + " takes image files, the model's input is " + input
                    + "; expected uint8 with 1 or 3 channels; remove the signature");
        }
        for (ServedValue value : outputs.values()) {
            if (value == Derived.FEATURES && FeatureNode.of(spec).isEmpty()) {
                throw new UserInputException("signature " + key + ": model \"" + spec.name()
                        + "\" has no single node that its head reads; name one with ServingSignature.ofNode");
            }
            if (value == Derived.HEAT && !tasks.isClassifier()) {
                throw new UserInputException("signature " + key + ": the task of model \"" + spec.name() + "\" is "
                        + tasks.kinds() + ", expected a classification; remove the signature");
            }
            if (value == Derived.HEAT && GradCam.of(spec, spec.outputs().get(0)).isEmpty()) {
                throw new UserInputException("signature " + key + ": model \"" + spec.name()
                        + "\" has no feature map between its input and its output, expected one of more than one pixel"
                        + " for Grad-CAM; remove the signature");
            }
            if (value instanceof ServedValue.NodeValue named && !spec.shapes().containsKey(named.node())) {
                throw new UserInputException("signature " + key + ": model \"" + spec.name() + "\" has no node \""
                        + named.node() + "\", expected one of " + spec.shapes().keySet());
            }
        }
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new UserInputException(
                    what + " is \"" + name + "\", expected a letter followed by letters, digits and _");
        }
    }
}
