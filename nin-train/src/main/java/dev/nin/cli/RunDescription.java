// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.train.TrainingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/** A run's provenance as JSON: command line, configuration, versions, and hashes of data and model. */
final class RunDescription {
    private static final JsonMapper MAPPER = new JsonMapper();

    private RunDescription() {}

    static String json(
            List<String> arguments,
            String preset,
            TrainingConfig config,
            ImageSets data,
            ModelSpec model,
            String device,
            Optional<Path> weights) {
        ObjectNode run = MAPPER.createObjectNode();
        arguments.forEach(run.putArray("arguments")::add);
        run.put("preset", preset).put("device", device);
        configuration(run.putObject("configuration"), config);
        run.putObject("versions")
                .put("nin", version())
                .put("tensorflow", TensorFlow.version())
                .put("java", System.getProperty("java.version"));
        ObjectNode images = run.putObject("data").put("name", data.name());
        describe(images.putObject("train"), data.train());
        describe(images.putObject("test"), data.test());
        run.putObject("model")
                .put("name", model.name())
                .put(
                        "sha256",
                        Hashing.sha256()
                                .hashString(ModelJson.write(model), StandardCharsets.UTF_8)
                                .toString());
        weights.ifPresent(
                path -> run.putObject("weights").put("from", path.toString()).put("sha256", Checkpoints.sha256(path)));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(run) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and strings could not be written as JSON", e);
        }
    }

    /** The configuration, the model and the data by their names, for TensorBoard. */
    static Map<String, Object> hyperparameters(String preset, TrainingConfig config, ImageSets data, ModelSpec model) {
        ObjectNode values = MAPPER.createObjectNode()
                .put("preset", preset)
                .put("model", model.name())
                .put("data", data.name());
        configuration(values, config);
        return MAPPER.convertValue(values, new TypeReference<Map<String, Object>>() {});
    }

    /** This library's version, which the build writes into a resource. */
    private static String version() {
        try {
            return Resources.toString(
                            Resources.getResource(RunDescription.class, "version.txt"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource version.txt cannot be read", e);
        }
    }

    private static void configuration(ObjectNode node, TrainingConfig config) {
        node.put("epochs", config.epochs())
                .put("batch", config.batch())
                .put("seed", config.seed())
                .put("optimizer", config.optimizer().toString())
                .put("learningRate", config.learningRate().rate())
                .put("schedule", config.learningRate().schedule().name())
                .put("warmUpEpochs", config.learningRate().warmUp())
                .put("weightDecay", config.weightDecay())
                .put("labelSmoothing", config.labelSmoothing())
                .put("averageDecay", config.averageDecay())
                .put("accumulation", config.accumulation())
                .put("unitVariance", config.unitVariance());
        config.classWeights().forEach(node.putArray("classWeights")::add);
        node.putObject("augmentation")
                .put("flip", config.augmentation().flip())
                .put("shift", config.augmentation().shift())
                .put("cutout", config.augmentation().cutout())
                .put("mixUp", config.augmentation().mixUp());
        if (Float.isFinite(config.clipNorm())) {
            node.put("clipNorm", config.clipNorm());
        }
    }

    private static void describe(ObjectNode node, LabeledImages images) {
        node.put("images", images.size()).put("sha256", images.sha256());
    }
}
