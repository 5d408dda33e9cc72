// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.UserInputException;
import dev.nin.files.JsonFile;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import dev.nin.files.TextFile;
import dev.nin.model.CustomLayer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.task.output.Goal;
import dev.nin.task.output.Goals;
import dev.nin.weights.Safetensors;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A checkpoint of a trained model, stored in a folder: {@code model.json}, {@code weights.safetensors}, the optimizer's
 * {@code slots.safetensors}, {@code training.json} with tasks and progress, and {@code manifest.json} with the SHA-256
 * of each of these files.
 *
 * @param spec the model
 * @param weights a value for each of the model's parameters
 * @param slots the optimizer's state, empty if it has none
 * @param goals the tasks that the model was trained for
 * @param step number of completed training steps
 * @param progress further numbers by name that training needs to resume; empty if it cannot resume
 */
public record Checkpoint(
        ModelSpec spec, Weights weights, Weights slots, Goals goals, long step, Map<String, List<Double>> progress) {
    private static final String MODEL = "model.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String SLOTS = "slots.safetensors";
    private static final String TRAINING = "training.json";
    private static final List<String> FILES = List.of(MODEL, WEIGHTS, SLOTS, TRAINING);

    /** Copies the progress. */
    public Checkpoint {
        // Sorted by name, so that equal checkpoints have equal files.
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        progress.forEach((name, numbers) -> copy.put(name, List.copyOf(numbers)));
        progress = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Creates a checkpoint of a classifier without progress, from which training cannot resume.
     *
     * @param spec the model
     * @param weights a value for each of the model's parameters
     * @param slots the optimizer's state, empty if it has none
     * @param labels the class names in order
     * @param step number of completed training steps
     * @throws IllegalArgumentException if the number of labels differs from the model's number of classes
     */
    public Checkpoint(ModelSpec spec, Weights weights, Weights slots, List<String> labels, long step) {
        this(spec, weights, slots, classifying(spec, labels), step, Map.of());
    }

    private static Goals classifying(ModelSpec spec, List<String> labels) {
        if (labels.size() != spec.classes()) {
            throw new IllegalArgumentException(
                    "there are " + labels.size() + " labels, the model has " + spec.classes() + " classes");
        }
        return new Goals(List.of(new Goal(spec.outputs().get(0), Task.classification(labels), 1)));
    }

    /**
     * Returns the class names if the model's first task is a classification.
     *
     * @return the names in order; empty for other tasks
     */
    public List<String> labels() {
        return goals.goals().get(0).task().base() instanceof Classification classification
                ? classification.labels()
                : List.of();
    }

    /**
     * Returns this checkpoint with other tasks, for instance with calibrated probabilities.
     *
     * @param newGoals tasks that fit the model
     * @return a new checkpoint
     */
    public Checkpoint withGoals(Goals newGoals) {
        return new Checkpoint(spec, weights, slots, newGoals, step, progress);
    }

    /**
     * Writes this checkpoint atomically: under a temporary name, forced to disk, then renamed.
     *
     * @param folder the folder to create
     * @throws UserInputException if the folder exists or cannot be written; no files remain
     */
    public void write(Path folder) {
        Path absolute = folder.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent == null || Files.exists(absolute)) {
            throw exists(folder);
        }
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            Path path = staged.path();
            Files.writeString(path.resolve(MODEL), ModelJson.write(spec));
            Safetensors.write(path.resolve(WEIGHTS), weights);
            Safetensors.write(path.resolve(SLOTS), slots);
            Files.writeString(
                    path.resolve(TRAINING),
                    TrainingJson.write(goals, step, progress).toPrettyString() + "\n");
            CheckpointManifest.write(path, FILES);
            staged.publish(absolute.getFileName().toString());
        } catch (FileAlreadyExistsException e) {
            throw exists(folder);
        } catch (IOException e) {
            throw new UserInputException(
                    "checkpoint " + folder + " cannot be written (" + Reasons.of(e)
                            + "); make room or name another folder",
                    e);
        }
    }

    /**
     * Reads a checkpoint and verifies each file against the manifest.
     *
     * @param folder a folder that {@link #write} wrote
     * @return the checkpoint
     * @throws UserInputException if a file is missing, differs from the manifest or does not fit the model
     */
    public static Checkpoint read(Path folder) {
        return read(folder, Map.of());
    }

    /**
     * Reads a checkpoint of a model that may have custom layers.
     *
     * @param folder a folder that {@link #write} wrote
     * @param customLayers the rules of custom layers by kind
     * @return the checkpoint
     * @throws UserInputException if a file is missing, differs from the manifest or does not fit the model, or a
     *     layer's kind has no rule
     */
    public static Checkpoint read(Path folder, Map<String, ? extends CustomLayer> customLayers) {
        try {
            CheckpointManifest.verify(folder, FILES);
            ModelSpec spec = ModelJson.read(TextFile.read(folder.resolve(MODEL), ModelJson.LONGEST), customLayers);
            JsonNode training = parse(folder.resolve(TRAINING));
            Goals goals = TrainingJson.goals(training, spec, "checkpoint " + folder + ": " + TRAINING);
            Weights weights = Safetensors.read(folder.resolve(WEIGHTS));
            checkFit(folder, spec, weights);
            return new Checkpoint(
                    spec,
                    weights,
                    Safetensors.read(folder.resolve(SLOTS)),
                    goals,
                    TrainingJson.step(training),
                    TrainingJson.progress(training));
        } catch (InvalidModelException e) {
            throw new UserInputException("checkpoint " + folder + ": " + MODEL + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserInputException(
                    "checkpoint " + folder + " cannot be read (" + Reasons.of(e) + "); use another checkpoint", e);
        }
    }

    private static void checkFit(Path folder, ModelSpec spec, Weights weights) {
        spec.parameters().forEach((name, parameter) -> {
            boolean there = weights.names().contains(name);
            if (!there || !weights.dimensions(name).equals(parameter.dimensions())) {
                throw new UserInputException("checkpoint " + folder + ": " + WEIGHTS + ": \"" + name + "\" "
                        + (there ? "has the shape " + weights.dimensions(name) : "is missing") + ", expected "
                        + parameter.dimensions() + "; use another checkpoint");
            }
        });
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return JsonFile.read(file);
        } catch (JsonProcessingException e) {
            throw new UserInputException(file + " is not JSON; use another checkpoint", e);
        }
    }

    private static UserInputException exists(Path folder) {
        return new UserInputException("checkpoint " + folder + " already exists; choose a new folder");
    }

    /** Returns the model and the number of steps. */
    @Override
    public String toString() {
        return "checkpoint of " + spec + ", after " + step + " steps";
    }
}
