// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.UserInputException;
import dev.nin.files.JsonFile;
import dev.nin.files.Reasons;
import dev.nin.model.Input;
import dev.nin.model.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** Of the columns that a training run writes for each epoch, those that measure answers and are no loss. */
    private static final Pattern METRIC = Pattern.compile("(train|validation|test)_(?!loss$).*");

    /**
     * Reads a SavedModel's manifest.
     *
     * @return empty if it has none, being of another library
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
            throw new UserInputException("manifest " + file + " is no JSON; export the model again", e);
        } catch (IOException e) {
            throw new UserInputException(
                    "manifest " + file + " cannot be read (" + Reasons.of(e) + "); export the model again", e);
        }
    }

    /** The classes' names of a classifier, in the model's order; empty for other tasks. */
    public List<String> labels() {
        return texts(json.path("labels"));
    }

    /**
     * What the model answers for, one for each of its outputs that has a task. Before there were tasks, each model was
     * a classifier.
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
     * The input of the exported model.
     *
     * @throws UserInputException if the manifest does not have the model
     */
    public Input input() {
        return ModelJson.read(json.at("/model/json").toString()).input();
    }

    /** Whether a number among the metrics measures answers; losses, which compare to nothing, do not. */
    public static boolean isMetric(String name) {
        return METRIC.matcher(name).matches();
    }

    /** The training run's accuracy on its test images after the checkpoint's epoch; empty if it is unknown. */
    public OptionalDouble testAccuracy() {
        JsonNode accuracy = json.at("/metrics/test_accuracy");
        return accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty();
    }

    /** The fingerprint of the training run's test images; empty if it is unknown. */
    public String testImages() {
        return json.at("/run/data/test/sha256").asText();
    }

    /**
     * Compares the files of a SavedModel with what was written.
     *
     * @return how many there are
     * @throws UserInputException if one is missing, too many, or of another hash
     */
    public int requireUnchanged(Path model) {
        Set<String> added = requireWhole(model);
        if (!added.isEmpty()) {
            throw new UserInputException("model " + model + " holds " + added
                    + ", which the manifest does not know; remove what was added or export the model again");
        }
        return json.path("files").size();
    }

    /**
     * Looks for what was written among the files of a SavedModel.
     *
     * @return the files that were added since
     * @throws UserInputException if one that was written is missing or of another hash
     */
    Set<String> requireWhole(Path model) {
        try {
            if (!json.path("files").has(SavedModelFormat.GRAPH)) {
                throw new UserInputException("model " + model + ": its manifest has no SHA-256 of "
                        + SavedModelFormat.GRAPH + "; export the model again");
            }
            Map<String, String> found = hashes(model);
            found.remove(SavedModelFormat.EXTRA + "/" + NAME);
            json.path("files").properties().forEach(file -> {
                String expected = file.getValue().asText();
                String hash = found.remove(file.getKey());
                if (!expected.equals(hash)) {
                    throw new UserInputException("model " + model + ": " + file.getKey() + " has SHA-256 "
                            + (hash == null ? "none, being away" : hash) + ", expected " + expected
                            + "; export the model again");
                }
            });
            return found.keySet();
        } catch (IOException e) {
            throw new UserInputException(
                    "model " + model + " cannot be read (" + Reasons.of(e) + "); export it again", e);
        }
    }

    /**
     * Hashes files.
     *
     * @param folder the folder they are in, at any depth
     * @return the SHA-256 of each by its path, but of hidden ones
     * @throws IOException if one cannot be read
     */
    public static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    hashes.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return hashes;
    }
}
