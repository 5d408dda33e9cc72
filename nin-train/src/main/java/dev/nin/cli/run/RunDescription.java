// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import com.google.common.primitives.Floats;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.data.Dataset;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.model.ModelJson;
import dev.nin.optimizer.LayerRates;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.task.output.GoalSettings;
import dev.nin.task.output.Goals;
import dev.nin.train.config.TrainingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/** A run's provenance as JSON: command line, configuration, versions, and hashes of data and model. */
public final class RunDescription {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SHOWN = 24;
    private static final String EPOCHS = "epochs";

    private RunDescription() {}

    /**
     * Describes a run.
     *
     * @param arguments the arguments of the command line
     * @param weights the origin of the initial weights, from {@link #weights}; empty for random ones
     */
    public static String json(TrainingPlan plan, List<String> arguments, Optional<JsonNode> weights) {
        ObjectNode run = MAPPER.createObjectNode();
        arguments.forEach(run.putArray("arguments")::add);
        run.put("preset", plan.preset()).put("device", plan.runtime().description());
        configuration(run.putObject("configuration"), plan);
        plan.patience().ifPresent(patience -> run.withObject("/configuration").put("patience", patience));
        run.putObject("versions")
                .put("nin", version())
                .put("tensorflow", TensorFlow.version())
                .put("java", System.getProperty("java.version"));
        ObjectNode images = run.putObject("data").put("name", plan.data().name());
        describe(images.putObject("train"), plan.data().train());
        plan.data().validation().ifPresent(validation -> describe(images.putObject("validation"), validation));
        describe(images.putObject("test"), plan.data().test());
        if (!plan.found().skipped().isEmpty()) {
            plan.found().skipped().forEach(images.putArray("skipped")::add);
        }
        String model = ModelJson.write(plan.model());
        run.putObject("model")
                .put("name", plan.model().name())
                .put(
                        "sha256",
                        Hashing.sha256()
                                .hashString(model, StandardCharsets.UTF_8)
                                .toString());
        weights.ifPresent(from -> run.set("weights", from));
        return SealedJson.seal(run);
    }

    /** Returns the path and the fingerprint of weights. */
    public static JsonNode weights(Path path) {
        return MAPPER.createObjectNode().put("from", path.toString()).put("sha256", GivenWeights.sha256(path));
    }

    /** Returns the number of epochs after which a run ends. */
    static int epochs(JsonNode run) {
        return run.path("configuration").path(EPOCHS).asInt();
    }

    /** Returns a copy of a run's description with another number of epochs. */
    static JsonNode withEpochs(JsonNode run, int epochs) {
        ObjectNode copy = run.deepCopy();
        copy.withObject("/configuration").put(EPOCHS, epochs);
        return copy;
    }

    /**
     * Returns the differences in model, data and configuration as text. A run can be resumed only without differences.
     */
    static List<String> differences(JsonNode before, JsonNode now) {
        Map<String, String> old = fixed(before);
        Map<String, String> changed = fixed(now);
        Map<String, String> all = new LinkedHashMap<>(old);
        all.putAll(changed);
        List<String> differences = new ArrayList<>();
        all.keySet().forEach(name -> {
            String was = old.getOrDefault(name, "none");
            String is = changed.getOrDefault(name, "none");
            if (!was.equals(is)) {
                differences.add(name + " was " + shortened(was) + " and is " + shortened(is));
            }
        });
        return differences;
    }

    /** Returns the values that determine a run's result, by descriptive names. */
    public static Map<String, String> fixed(JsonNode run) {
        Map<String, String> values = new LinkedHashMap<>();
        run.path("model").properties().forEach(entry -> values.put("the model's " + entry.getKey(), text(entry)));
        for (String part : List.of("train", "validation", "test")) {
            run.path("data").path(part).properties().forEach(entry -> {
                values.put("the " + part + " data's " + entry.getKey(), text(entry));
            });
        }
        run.path("configuration").properties().forEach(entry -> values.put(entry.getKey(), text(entry)));
        return values;
    }

    private static String text(Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String shortened(String value) {
        return value.matches("[0-9a-f]{64}") ? value.substring(0, SHOWN) : value;
    }

    /** Returns the configuration, and the names of model and data, for TensorBoard. */
    public static Map<String, Object> hyperparameters(TrainingPlan plan) {
        ObjectNode values = MAPPER.createObjectNode()
                .put("preset", plan.preset())
                .put("model", plan.model().name())
                .put("data", plan.data().name());
        configuration(values, plan);
        // TensorBoard takes numbers, booleans and strings: nested values are listed by their parts.
        ObjectNode flat = MAPPER.createObjectNode();
        values.properties().forEach(value -> {
            if (value.getValue().isObject()) {
                value.getValue()
                        .properties()
                        .forEach(part -> flat.set(value.getKey() + "." + part.getKey(), part.getValue()));
            } else if (value.getValue().isValueNode() || !value.getValue().isEmpty()) {
                flat.set(value.getKey(), value.getValue());
            }
        });
        return MAPPER.convertValue(flat, new TypeReference<Map<String, Object>>() {});
    }

    /** Returns this library's version, which the build writes into a resource. */
    public static String version() {
        try {
            return Resources.toString(
                            Resources.getResource(RunDescription.class, "version.txt"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource version.txt cannot be read", e);
        }
    }

    private static void configuration(ObjectNode node, TrainingPlan plan) {
        TrainingConfig config = plan.config();
        node.put("epochs", config.epochs())
                .put("batch", config.batch())
                .put("seed", config.seed())
                .put("optimizer", config.optimizer().toString())
                .put("learningRate", config.learningRate().rate())
                .put("schedule", config.learningRate().schedule().name())
                .put("warmUpEpochs", config.learningRate().warmUp())
                .put("weightDecay", config.weightDecay());
        task(node, plan.goals());
        node.put("averageDecay", config.averageDecay())
                .put("accumulation", config.accumulation())
                .put("reseeds", config.reseeds())
                .put("unitVariance", config.unitVariance());
        if (!config.layerRates().equals(LayerRates.SAME)) {
            node.put("layerRates", config.layerRates().toString());
        }
        node.putObject("augmentation")
                .put("flip", config.augmentation().flip())
                .put("shift", config.augmentation().shift())
                .put("cutout", config.augmentation().cutout())
                .put("mixUp", config.augmentation().mixUp());
        if (!config.augmentation().images().equals(ImageAugmentation.NONE)) {
            node.withObject("/augmentation")
                    .put("images", config.augmentation().images().toString());
        }
        if (config.sharpnessRadius() > 0) {
            node.put("sharpnessRadius", config.sharpnessRadius());
        }
        if (Float.isFinite(config.clipNorm())) {
            node.put("clipNorm", config.clipNorm());
        }
    }

    /** Writes label smoothing and class weights by name, and other tasks in the format of checkpoints. */
    private static void task(ObjectNode node, Goals goals) {
        if (goals.goals().size() == 1 && goals.goals().get(0).task() instanceof Classification classes) {
            node.put("labelSmoothing", classes.smoothing());
            classes.weights().forEach(node.putArray("classWeights")::add);
            Classification usual = Task.classification(classes.labels())
                    .smoothed(classes.smoothing())
                    .weighted(Floats.toArray(classes.weights()));
            if (classes.equals(usual)) {
                return;
            }
        }
        node.set("tasks", MAPPER.valueToTree(GoalSettings.write(goals)));
    }

    private static void describe(ObjectNode node, Dataset images) {
        node.put("images", images.size()).put("sha256", images.sha256());
    }
}
