// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.model.Parameter;
import dev.nin.savedmodel.FileHashes;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.SavedModelFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/** Writes the {@link ModelManifest} of an export. */
final class ManifestWriter {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ManifestWriter() {}

    /**
     * Describes the files in a version's folder, and adds the manifest.
     *
     * @param signatures the keys of the signatures; none for a model that is not a SavedModel
     * @param quantizedBy the number of images that the ranges of a quantized model are from
     */
    static void write(
            Path model,
            Checkpoint checkpoint,
            ExportOptions options,
            ServedTasks tasks,
            Collection<String> signatures,
            Optional<Integer> quantizedBy)
            throws IOException {
        CheckpointOrigin origin = options.source().isPresent()
                ? CheckpointOrigin.around(options.source().get())
                : CheckpointOrigin.unknown();
        String spec = ModelJson.write(checkpoint.spec());
        ObjectNode json = MAPPER.createObjectNode().put("format", ModelManifest.FORMAT);
        json.putObject("model")
                .put("name", checkpoint.spec().name())
                .put(ModelManifest.PARAMETERS, parameters(checkpoint.spec()))
                .put(
                        "sha256",
                        Hashing.sha256()
                                .hashString(spec, StandardCharsets.UTF_8)
                                .toString())
                .set("json", MAPPER.readTree(spec));
        if (tasks.isClassifier()) {
            // Older versions of this library, which do not know tasks, read the labels here.
            tasks.labels().forEach(json.putArray("labels")::add);
            if (!tasks.labels().equals(checkpoint.labels())) {
                checkpoint.labels().forEach(json.putArray(ModelManifest.TRAINED_LABELS)::add);
            }
        }
        json.set("tasks", tasks.json());
        signatures.forEach(json.putArray("signatures")::add);
        json.put("weights", options.graph().variables() ? "variables" : "constants");
        json.put(
                ModelManifest.TEST_TIME_AUGMENTATION,
                options.graph().augmentation().toString());
        quantizedBy.ifPresent(images -> json.putObject(ModelManifest.QUANTIZATION)
                .put("bits", Byte.SIZE)
                .put("images", images));
        ObjectNode training = json.putObject("checkpoint").put("step", checkpoint.step());
        origin.checkpoint().ifPresent(manifest -> training.set("sha256", manifest.path("sha256")));
        origin.epoch().ifPresent(epoch -> json.set("metrics", epoch));
        origin.description().ifPresent(description -> json.set("run", description));
        ObjectNode versions = json.putObject("versions").put("nin", version());
        if (!signatures.isEmpty()) {
            versions.put("tensorflow", TensorFlow.version());
        }
        versions.put("java", System.getProperty("java.version"));
        json.put("exported", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        FileHashes.of(model).forEach(json.putObject("files")::put);
        Path folder = Files.createDirectories(model.resolve(SavedModelFormat.EXTRA));
        Files.writeString(folder.resolve(ModelManifest.NAME), json.toPrettyString() + "\n");
    }

    private static long parameters(ModelSpec spec) {
        return spec.parameters().values().stream().mapToLong(Parameter::size).sum();
    }

    /** Returns this library's version, which the build writes into a resource. */
    static String version() throws IOException {
        // Read from within this module, since its resources are hidden from other modules such as Guava.
        try (InputStream text = Objects.requireNonNull(ManifestWriter.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
