// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.model.ModelJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** Tests the provenance in an exported model's manifest. */
class ModelManifestTest {
    @TempDir
    private Path folder;

    @Test
    void describesTheModelAndTheRunAroundTheCheckpoint() throws IOException {
        Path run = folder.resolve("run");
        TestModels.checkpoint().write(run.resolve("checkpoints/epoch-0002"));
        Files.createSymbolicLink(run.resolve("best"), Path.of("checkpoints", "epoch-0002"));
        Files.writeString(run.resolve("run.json"), "{\"data\":{\"train\":{\"sha256\":\"abc\"}}}");
        Files.writeString(
                run.resolve("metrics.csv"),
                "epoch,train_accuracy,validation_accuracy,test_accuracy\n1,0.5,,0.4\n2,0.75,,0.625\n");

        JsonNode json = manifest(SavedModelExporter.export(
                TestModels.checkpoint(),
                folder.resolve("m"),
                ExportOptions.builder().source(run.resolve("best")).build()));

        String spec = ModelJson.write(TestModels.tiny());
        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.at("/model/name").asText()).isEqualTo("tiny");
        assertThat(json.at("/model/sha256").asText())
                .isEqualTo(Hashing.sha256()
                        .hashString(spec, StandardCharsets.UTF_8)
                        .toString());
        assertThat(ModelJson.read(json.at("/model/json").toString())).isEqualTo(TestModels.tiny());
        assertThat(json.at("/run/data/train/sha256").asText()).isEqualTo("abc");
        assertThat(json.at("/metrics/test_accuracy").asDouble()).isEqualTo(0.625);
        assertThat(json.path("metrics").has("validation_accuracy")).isFalse();
        assertThat(json.at("/checkpoint/sha256/weights.safetensors").asText()).hasSize(64);
        assertThat(json.at("/versions/tensorflow").asText()).startsWith("2.");
        assertThat(json.at("/versions/nin").asText()).matches("[0-9]+\\.[0-9]+\\..*");
        assertThat(json.path("weights").asText()).isEqualTo("constants");
    }

    /** The manifest has all metrics of a task; undefined values are left out. */
    @Test
    void hasTheMetricsOfTheEpoch() throws IOException {
        Path run = folder.resolve("run");
        TestModels.checkpoint().write(run.resolve("checkpoints/epoch-0001"));
        Files.writeString(run.resolve("metrics.csv"), "epoch,test_loss,test_mae,test_r2\n1,2.5,0.25,NaN\n");

        Path version = SavedModelExporter.export(
                TestModels.checkpoint(),
                folder.resolve("m"),
                ExportOptions.builder()
                        .source(run.resolve("checkpoints/epoch-0001"))
                        .build());

        assertThat(manifest(version).path("metrics").toString())
                .isEqualTo("{\"epoch\":1,\"test_loss\":2.5,\"test_mae\":0.25}");
        assertThat(Verification.of(version, each -> LoadedModel.load(each, ConfigProto.getDefaultInstance()))
                        .table())
                .contains("test mae  ", "0.25")
                .doesNotContain("test loss");
    }

    @Test
    void hasTheHashOfEachFile() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);

        JsonNode files = manifest(version).path("files");

        assertThat(files.fieldNames()).toIterable().containsExactly("assets/labels.txt", "saved_model.pb");
        assertThat(files.path("saved_model.pb").asText())
                .isEqualTo(MoreFiles.asByteSource(version.resolve("saved_model.pb"))
                        .hash(Hashing.sha256())
                        .toString());
    }

    private static JsonNode manifest(Path version) throws IOException {
        return new JsonMapper().readTree(Files.readString(version.resolve("assets.extra/nin.json")));
    }
}
