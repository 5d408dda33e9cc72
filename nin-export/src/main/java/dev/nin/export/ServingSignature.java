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
 * One way to ask an exported model: a name, what is sent and what comes back, the batch always first. All signatures
 * have the method {@code tensorflow/serving/predict}.
 *
 * @param key the name that clients ask for
 * @param takesFiles whether {@code image_bytes} is sent, JPEG, PNG or BMP files of any size, string (batch), instead of
 *     {@code images} as they are stored, (batch, height, width, channels)
 * @param outputs what comes back, by name; empty for all answers of the model's tasks by their own names
 */
public record ServingSignature(String key, boolean takesFiles, Map<String, ServedValue> outputs) {
    static final String METHOD = "tensorflow/serving/predict";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final String OUTPUTS = "outputs";

    /**
     * Checks the names.
     *
     * @throws UserInputException if the key is no name
     */
    public ServingSignature {
        requireName("the key of a signature", key);
        outputs = ImmutableMap.copyOf(outputs);
    }

    /**
     * The signature {@code serving_default}: {@code images} to all that the model's tasks answer. A classifier's are
     * {@code probabilities}, {@code classes} (the likeliest label) and {@code class_ids} (its place among the labels).
     *
     * @return the signature that clients get who ask for none
     */
    public static ServingSignature servingDefault() {
        return new ServingSignature(SignatureNames.DEFAULT, false, Map.of());
    }

    /**
     * The signature {@code encoded}: {@code image_bytes} to what {@link #servingDefault()} gives.
     *
     * @return the signature
     */
    public static ServingSignature encoded() {
        return servingDefault().fromEncodedImages(SignatureNames.ENCODED);
    }

    /**
     * The signature {@code features}: {@code images} to {@code features}, what the model's head reads, a feature map
     * averaged over its pixels.
     *
     * @return the signature
     */
    public static ServingSignature features() {
        return new ServingSignature("features", false, Map.of("features", Derived.FEATURES));
    }

    /**
     * The signature {@code logits}: {@code images} to {@code logits}. It has numbers only, for converters to formats
     * without strings.
     *
     * @return the signature
     */
    public static ServingSignature logits() {
        return new ServingSignature("logits", false, Map.of("logits", Derived.LOGITS));
    }

    /**
     * The signature {@code grad_cam} of a classifier: {@code images} to {@code class_ids}, {@code probabilities} and
     * {@code heat}, where in the image the predicted class is seen: float32 (batch, height, width) of the model's
     * input, from 0 to 1, by Grad-CAM (Selvaraju et al. 2017) over the last feature map. The heat costs the gradient of
     * the layers after that map, and is computed only where this signature is asked.
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
     * The signature {@code outputs}: {@code images} to what the model computes before its tasks make answers of it, by
     * the names of the model's outputs.
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
     * A signature over any node: {@code images} to that node's values under the signature's own name.
     *
     * @param key the signature's name, and its output's
     * @param node the node's name in the model
     * @return the signature
     * @throws UserInputException if the key is no name
     */
    public static ServingSignature ofNode(String key, String node) {
        return new ServingSignature(key, false, Map.of(key, new ServedValue.NodeValue(node)));
    }

    /**
     * The signatures that an export has unless others are chosen.
     *
     * @param checkpoint the model and its tasks
     * @return serving_default; where the model can have them, encoded and features; and of a classifier logits, of
     *     others outputs
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
     * This signature with {@code image_bytes} in place of {@code images}.
     *
     * @param newKey the new signature's name
     * @return a new signature of the same outputs
     */
    public ServingSignature fromEncodedImages(String newKey) {
        return new ServingSignature(newKey, true, outputs);
    }

    /** Some signatures with grad_cam, once. */
    static List<ServingSignature> withGradCam(List<ServingSignature> others) {
        return Stream.concat(others.stream(), Stream.of(gradCam())).distinct().toList();
    }

    /** Refuses what the model cannot answer. */
    void requireFit(ServedTasks tasks) {
        ModelSpec spec = tasks.spec();
        Input input = spec.input();
        if (takesFiles && !ImageOperations.fit(input)) {
            throw new UserInputException("signature " + key + " takes image files, the model's input is " + input
                    + "; expected uint8 of 1 or 3 channels, leave the signature out");
        }
        for (ServedValue value : outputs.values()) {
            if (value == Derived.FEATURES && FeatureNode.of(spec).isEmpty()) {
                throw new UserInputException("signature " + key + ": model \"" + spec.name()
                        + "\" has no single node that its head reads; name one with ServingSignature.ofNode");
            }
            if (value == Derived.HEAT && !tasks.isClassifier()) {
                throw new UserInputException("signature " + key + ": the task of model \"" + spec.name() + "\" is "
                        + tasks.kinds() + ", expected a classification; leave the signature out");
            }
            if (value == Derived.HEAT && GradCam.of(spec, spec.outputs().get(0)).isEmpty()) {
                throw new UserInputException("signature " + key + ": model \"" + spec.name()
                        + "\" has no feature map between its input and its output, expected one of more than one pixel"
                        + " for Grad-CAM; leave the signature out");
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
