// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.messages.TensorInfos;
import dev.nin.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * The result of verifying an exported model that loads, runs and is unchanged.
 *
 * @param version the version's folder
 * @param producer what wrote the model
 * @param runtime what ran it
 * @param signatures the signatures by their keys
 * @param trials the responses of each signature to one image and to two
 * @param warmUp the responses to the recorded requests
 * @param manifest the model's provenance; empty for a model of another library
 * @param files the number of files that match the manifest
 */
public record Verification(
        Path version,
        String producer,
        String runtime,
        Map<String, SignatureDef> signatures,
        List<ModelTrial> trials,
        List<ModelTrial> warmUp,
        Optional<ModelManifest> manifest,
        int files) {
    private static final int DIGITS = 16;
    private static final double MEGABYTE = 1e6;
    private static final int MOST_ROUNDS = 11;
    private static final long LONGEST_NANOS = 2_000_000_000;

    /**
     * Verifies a model.
     *
     * @param version its folder
     * @param loader loads it
     * @throws dev.nin.UserInputException if it does not load, fails to run or was changed
     */
    public static Verification of(Path version, Function<Path, RunnableModel> loader) {
        Optional<ModelManifest> manifest = ModelManifest.read(version);
        int files = manifest.map(known -> known.requireUnchanged(version)).orElse(0);
        try (RunnableModel model = loader.apply(version)) {
            Map<String, SignatureDef> signatures = new TreeMap<>(model.signatures());
            signatures.remove(SavedModelFormat.INITIALIZATION);
            List<ModelTrial> trials = settled(model, signatures);
            List<ModelTrial> warmUp = ModelTrial.run(model, WarmupRequests.read(version));
            return new Verification(
                    version, model.producer(), model.runtime(), signatures, trials, warmUp, manifest, files);
        }
    }

    /** Runs each signature several times after a first one, which is slow, and returns the trials of median time. */
    private static List<ModelTrial> settled(RunnableModel model, Map<String, SignatureDef> signatures) {
        ModelTrial.ofEach(model, "model", signatures);
        List<List<ModelTrial>> rounds = new ArrayList<>();
        long start = System.nanoTime();
        while (rounds.isEmpty() || (rounds.size() < MOST_ROUNDS && System.nanoTime() - start < LONGEST_NANOS)) {
            rounds.add(ModelTrial.ofEach(model, "model", signatures));
        }
        List<ModelTrial> medians = new ArrayList<>();
        for (int i = 0; i < rounds.get(0).size(); i++) {
            int trial = i;
            medians.add(rounds.stream()
                    .map(round -> round.get(trial))
                    .sorted(Comparator.comparingDouble(ModelTrial::milliseconds))
                    .toList()
                    .get((rounds.size() - 1) / 2));
        }
        return medians;
    }

    /** Returns the result as text. */
    public String table() {
        TextTable tensors =
                new TextTable(4).row("signature", "tensor", "type", "shape").rule();
        signatures.forEach((key, signature) -> {
            rows(tensors, key, "< ", signature.getInputsMap());
            rows(tensors, key, "> ", signature.getOutputsMap());
        });
        TextTable checks = new TextTable(2).row("check", "found").rule();
        checks.row("loads", version.toString()).row("written by", producer).row("run by", runtime);
        for (ModelTrial trial : trials) {
            checks.row("signature " + trial.signature(), answered(trial));
        }
        for (ModelTrial trial : warmUp) {
            checks.row("warm-up of " + trial.signature(), answered(trial));
        }
        if (warmUp.isEmpty()) {
            checks.row("warm-up", "none");
        }
        manifest.ifPresentOrElse(known -> describe(known, checks), () -> checks.row("manifest", "none"));
        return tensors + "\n" + checks;
    }

    /** Returns a digest shortened to a recognizable prefix; the manifest has the full value. */
    private static String digest(String sha256) {
        return "SHA-256 " + sha256.substring(0, Math.min(DIGITS, sha256.length())) + "...";
    }

    private void describe(ModelManifest known, TextTable checks) {
        JsonNode json = known.json();
        checks.row("manifest", files + (files == 1 ? " file" : " files") + " unchanged");
        checks.row("size", size(known));
        checks.row(
                "model",
                json.at("/model/name").asText() + ", "
                        + digest(json.at("/model/sha256").asText()));
        checks.row(
                "made by",
                "nin " + json.at("/versions/nin").asText() + ", "
                        + json.path("exported").asText());
        for (String data : List.of("train", "test")) {
            JsonNode hash = json.at("/run/data/" + data + "/sha256");
            if (!hash.isMissingNode()) {
                checks.row(data + " images", digest(hash.asText()));
            }
        }
        if (json.path("labels").isEmpty()) {
            for (ServedTask task : known.tasks()) {
                checks.row("task of " + task.output(), task.kind() + " " + task.names());
            }
        }
        known.quantizedBy()
                .ifPresent(images -> checks.row("quantization", "8 bits, calibrated on " + images + " images"));
        known.testTimeAugmentation().ifPresent(name -> checks.row("test-time augmentation", name));
        json.path("metrics").properties().forEach(metric -> {
            if (ModelManifest.isMetric(metric.getKey())) {
                checks.row(metric.getKey().replace('_', ' '), metric.getValue().asText());
            }
        });
    }

    /** Returns the size of the files, and that of the parameters as they are trained. */
    private String size(ModelManifest known) {
        String files = String.format(Locale.ROOT, "%.1f MB", known.bytes(version) / MEGABYTE);
        OptionalLong parameters = known.parameters();
        return parameters.isEmpty()
                ? files
                : files
                        + String.format(
                                Locale.ROOT,
                                "; %,d parameters, %.1f MB in 32 bits",
                                parameters.getAsLong(),
                                parameters.getAsLong() * Float.BYTES / MEGABYTE);
    }

    private static void rows(TextTable table, String key, String arrow, Map<String, TensorInfo> tensors) {
        new TreeMap<>(tensors)
                .forEach((name, tensor) -> table.row(
                        key,
                        arrow + name,
                        tensor.getDtype().name().replace("DT_", "").toLowerCase(Locale.ROOT),
                        TensorInfos.shape(tensor).toString()));
    }

    private static String answered(ModelTrial trial) {
        return String.format(
                Locale.ROOT,
                "%d image%s in %.1f ms",
                trial.batch(),
                trial.batch() == 1 ? "" : "s",
                trial.milliseconds());
    }
}
