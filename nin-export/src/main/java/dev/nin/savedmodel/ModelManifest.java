// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.UserInputException;
import dev.nin.files.JsonFile;
import dev.nin.files.Reasons;
import dev.nin.model.Input;
import dev.nin.model.ModelJson;
import dev.nin.onnx.format.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An exported model's provenance, {@code assets.extra/nin.json}: the model and its hash, the training run with the
 * data's hash, its metrics, versions, and the SHA-256 of each file beside it.
 *
 * @param json the manifest
 */
public record ModelManifest(JsonNode json) {
    /** The file's name in {@link SavedModelFormat#EXTRA}. */
    public static final String NAME = "nin.json";

    /** The manifest's own version. */
    public static final int FORMAT = 1;

    /** The field of the versions of each image that the model runs on. */
    public static final String TEST_TIME_AUGMENTATION = "test_time_augmentation";

    /** The field of the number of parameters. */
    public static final String PARAMETERS = "parameters";

    /** The field of a quantized model's bits and calibration. */
    public static final String QUANTIZATION = "quantization";

    /** The key of the class names of the training data, if the export replaced them. */
    public static final String TRAINED_LABELS = "trained_labels";

    private static final String NONE = "none";

    /** The columns that a training run writes for each epoch, without losses. */
    private static final Pattern METRIC = Pattern.compile("(train|validation|test)_(?!loss$).*");

    /**
     * Reads a version's manifest.
     *
     * @return the manifest; empty for a model of another library
     * @throws UserInputException if it is damaged
     */
    public static Optional<ModelManifest> read(Path model) {
        Path file = model.resolve(SavedModelFormat.EXTRA).resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonFile.read(file);
            if (json.path("format").asInt() != FORMAT) {
                throw new UserInputException("manifest " + file + " has the format " + json.path("format")
                        + ", expected " + FORMAT + "; read it with the library that wrote it");
            }
            return Optional.of(new ModelManifest(json));
        } catch (JsonProcessingException e) {
            throw new UserInputException("manifest " + file + " is not JSON; export the model again", e);
        } catch (IOException e) {
            throw new UserInputException(
                    "manifest " + file + " cannot be read (" + Reasons.of(e) + "); export the model again", e);
        }
    }

    /** Returns the class names of a classifier, in the model's order; empty for other tasks. */
    public List<String> labels() {
        return texts(json.path("labels"));
    }

    /** Returns the class names of the training data, if the export replaced them; in the model's order. */
    public Optional<List<String>> trainedLabels() {
        return json.has(TRAINED_LABELS) ? Optional.of(texts(json.path(TRAINED_LABELS))) : Optional.empty();
    }

    /**
     * Returns the model's tasks, one for each output that has one. A manifest without tasks is that of a classifier.
     */
    public List<ServedTask> tasks() {
        if (!json.has("tasks")) {
            return List.of(new ServedTask("", "classification", "class", labels()));
        }
        List<ServedTask> tasks = new ArrayList<>();
        for (JsonNode task : json.path("tasks")) {
            JsonNode target = task.path("target");
            tasks.add(new ServedTask(
                    task.path("output").asText(),
                    task.path("kind").asText(),
                    target.path("kind").asText(),
                    texts(target.path("names"))));
        }
        return tasks;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /**
     * Returns the input of the exported model.
     *
     * @throws UserInputException if the manifest does not contain the model
     */
    public Input input() {
        return ModelJson.read(json.at("/model/json").toString()).input();
    }

    /** Returns whether a column is a metric; losses, which are not comparable, do not count. */
    public static boolean isMetric(String name) {
        return METRIC.matcher(name).matches();
    }

    /**
     * Returns the name of the versions of each image that the model averages its outputs over; empty for the image
     * alone.
     */
    public Optional<String> testTimeAugmentation() {
        return Optional.of(json.path(TEST_TIME_AUGMENTATION).asText(NONE)).filter(name -> !name.equals(NONE));
    }

    /** Returns the number of images that a quantized model was calibrated on; empty for another model. */
    public OptionalInt quantizedBy() {
        JsonNode images = json.path(QUANTIZATION).path("images");
        return images.isInt() ? OptionalInt.of(images.asInt()) : OptionalInt.empty();
    }

    /** Returns the number of the model's parameters; empty if an older version of this library wrote the manifest. */
    public OptionalLong parameters() {
        JsonNode parameters = json.path("model").path(PARAMETERS);
        return parameters.isIntegralNumber() ? OptionalLong.of(parameters.asLong()) : OptionalLong.empty();
    }

    /**
     * Returns the size of the listed files.
     *
     * @throws UserInputException if one cannot be read
     */
    long bytes(Path model) {
        try {
            long bytes = 0;
            for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
                bytes += Files.size(model.resolve(file.getKey()));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(model, e);
        }
    }

    private static UserInputException unreadable(Path model, IOException cause) {
        return new UserInputException(
                "model " + model + " cannot be read (" + Reasons.of(cause) + "); export it again", cause);
    }

    /** Returns the training run's test accuracy after the checkpoint's epoch; empty if it is unknown. */
    public OptionalDouble testAccuracy() {
        JsonNode accuracy = json.at("/metrics/test_accuracy");
        return accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty();
    }

    /** Returns the fingerprint of the training run's test images; empty if it is unknown. */
    public String testImages() {
        return json.at("/run/data/test/sha256").asText();
    }

    /**
     * Requires that the files of a version are exactly those that were written.
     *
     * @return the number of files
     * @throws UserInputException if a file is missing, was added, or has another hash
     */
    public int requireUnchanged(Path model) {
        Set<String> added =
                requireWhole(model, json.path("files").has(OnnxFile.NAME) ? OnnxFile.NAME : SavedModelFormat.GRAPH);
        if (!added.isEmpty()) {
            throw new UserInputException("model " + model + " contains " + added
                    + ", which the manifest does not list; remove the added files or export the model again");
        }
        return json.path("files").size();
    }

    /**
     * Requires that all written files of a version are present and unchanged.
     *
     * @param graph the file that is loaded
     * @return the files that were added later
     * @throws UserInputException if a written file is missing or has another hash
     */
    public Set<String> requireWhole(Path model, String graph) {
        try {
            JsonNode listed = json.path("files");
            if (!listed.has(graph)) {
                throw new UserInputException(
                        "model " + model + ": its manifest has no SHA-256 of " + graph + "; export the model again");
            }
            Map<String, String> found = FileHashes.of(model);
            found.remove(SavedModelFormat.EXTRA + "/" + NAME);
            listed.properties().forEach(file -> {
                String expected = file.getValue().asText();
                String hash = found.remove(file.getKey());
                if (!expected.equals(hash)) {
                    throw new UserInputException("model " + model + ": " + file.getKey() + " has SHA-256 "
                            + (hash == null ? "none, since it is missing" : hash) + ", expected " + expected
                            + "; export the model again");
                }
            });
            return found.keySet();
        } catch (IOException e) {
            throw unreadable(model, e);
        }
    }
}
