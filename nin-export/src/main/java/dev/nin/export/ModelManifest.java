// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Reasons;
import dev.nin.model.ModelJson;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/**
 * An exported model's provenance, {@code assets.extra/nin.json}: the model and its hash, the training run with the
 * data's hash, the accuracy, versions, and the SHA-256 of each file beside it.
 *
 * @param json the manifest
 */
record ModelManifest(JsonNode json) {
    static final String NAME = "nin.json";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int FORMAT = 1;

    /** Describes the files that are in a SavedModel's folder, and adds itself. */
    static void write(Path model, Checkpoint checkpoint, ExportOptions options, Collection<String> signatures)
            throws IOException {
        TrainingRun run = options.source().isPresent()
                ? TrainingRun.around(options.source().get())
                : TrainingRun.unknown();
        String spec = ModelJson.write(checkpoint.spec());
        ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
        json.putObject("model")
                .put("name", checkpoint.spec().name())
                .put(
                        "sha256",
                        Hashing.sha256()
                                .hashString(spec, StandardCharsets.UTF_8)
                                .toString())
                .set("json", MAPPER.readTree(spec));
        options.labels(checkpoint).forEach(json.putArray("labels")::add);
        signatures.forEach(json.putArray("signatures")::add);
        json.put("weights", options.variables() ? "variables" : "constants");
        ObjectNode training = json.putObject("checkpoint").put("step", checkpoint.step());
        run.checkpoint().ifPresent(manifest -> training.set("sha256", manifest.path("sha256")));
        run.epoch().ifPresent(epoch -> json.set("metrics", epoch));
        run.description().ifPresent(description -> json.set("run", description));
        json.putObject("versions")
                .put("nin", version())
                .put("tensorflow", TensorFlow.version())
                .put("java", System.getProperty("java.version"));
        json.put("exported", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        hashes(model).forEach(json.putObject("files")::put);
        Files.writeString(model.resolve(WarmupRequests.EXTRA).resolve(NAME), json.toPrettyString() + "\n");
    }

    /**
     * Reads a SavedModel's manifest.
     *
     * @return empty if it has none, being of another library
     * @throws UserInputException if it is damaged
     */
    static Optional<ModelManifest> read(Path model) {
        Path file = model.resolve(WarmupRequests.EXTRA).resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
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

    /**
     * Compares the files of a SavedModel with what was written.
     *
     * @return how many there are
     * @throws UserInputException if one is missing, too many, or of another hash
     */
    int requireUnchanged(Path model) {
        try {
            Map<String, String> expected = new TreeMap<>();
            json.path("files")
                    .properties()
                    .forEach(file -> expected.put(file.getKey(), file.getValue().asText()));
            Map<String, String> found = hashes(model);
            found.remove(WarmupRequests.EXTRA + "/" + NAME);
            for (Map.Entry<String, String> file : expected.entrySet()) {
                if (!file.getValue().equals(found.get(file.getKey()))) {
                    throw new UserInputException("model " + model + ": " + file.getKey() + " has SHA-256 "
                            + found.getOrDefault(file.getKey(), "none, being away") + ", expected " + file.getValue()
                            + "; export the model again");
                }
            }
            found.keySet().removeAll(expected.keySet());
            if (!found.isEmpty()) {
                throw new UserInputException("model " + model + " holds " + found.keySet()
                        + ", which the manifest does not know; remove what was added or export the model again");
            }
            return expected.size();
        } catch (IOException e) {
            throw new UserInputException(
                    "model " + model + " cannot be read (" + Reasons.of(e) + "); export it again", e);
        }
    }

    /** The SHA-256 of each file in a folder by its path; not of hidden ones. */
    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    hashes.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
                }
            }
        }
        return hashes;
    }

    /** This library's version, which the build writes into a resource. */
    private static String version() throws IOException {
        // Asked from within this module: its resources are hidden from other modules, such as Guava's.
        try (InputStream text = Objects.requireNonNull(ModelManifest.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
