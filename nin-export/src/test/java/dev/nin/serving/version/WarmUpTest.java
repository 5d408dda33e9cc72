// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.messages.PredictRequest;
import dev.nin.savedmodel.WarmupRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Tests which images a version is warmed up with. */
class WarmUpTest {
    private static final String REQUESTS = "assets.extra/tf_serving_warmup_requests";
    private static final int BYTES = TestModels.SIZE * TestModels.SIZE;

    @TempDir
    private Path folder;

    private final List<Integer> batches = new ArrayList<>();
    private final Question<String> question = new Question<>(List.of("probabilities"), (outputs, source) -> {
        batches.add((int)
                Objects.requireNonNull(outputs.get("probabilities")).shape().get(0));
        return List.of();
    });

    @Test
    void replaysTheRequestsOfTheFolderAndOtherSizes() {
        warmUp(export(List.of(1, 3)), Set.of(1, 5));

        assertThat(batches).contains(1, 3, 5).containsOnly(1, 3, 5);
        // Twice at least, pixels and files.
        assertThat(batches.stream().filter(size -> size == 3)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(batches.stream().filter(size -> size == 5)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void makesRequestsIfTheFolderHasNone() {
        warmUp(export(List.of()), Set.of(1));

        assertThat(batches).hasSizeGreaterThanOrEqualTo(4).containsOnly(1);
    }

    @Test
    void readsPixelsOfAnotherProgramAndPassesOverOtherForms() throws IOException {
        Path version = export(List.of());
        Files.delete(version.resolve("assets.extra/nin.json"));
        WarmupRequests.write(
                version,
                List.of(
                        request(TensorProto.newBuilder()
                                .setDtype(DataType.DT_UINT8)
                                .setTensorShape(shape(2))
                                .setTensorContent(ByteString.copyFrom(new byte[2 * BYTES]))
                                .build()),
                        request(TensorProto.newBuilder()
                                .setDtype(DataType.DT_INT64)
                                .setTensorShape(shape(7))
                                .build())));

        warmUp(version, Set.of(1));

        assertThat(batches).contains(1, 2).containsOnly(1, 2);
    }

    @Test
    void refusesRequestsThatTheModelCannotAnswer() throws IOException {
        Path version = export(List.of());
        Files.delete(version.resolve("assets.extra/nin.json"));
        WarmupRequests.write(
                version,
                List.of(request(TensorProto.newBuilder()
                        .setDtype(DataType.DT_UINT8)
                        .setTensorShape(shape(1))
                        .setTensorContent(ByteString.copyFrom(new byte[BYTES - 1]))
                        .build())));

        assertThatThrownBy(() -> warmUp(version, Set.of(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the images have 15 bytes, expected a multiple of 16 for 4×4×1");

        Files.write(version.resolve(REQUESTS), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> warmUp(version, Set.of(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("warm-up file " + version.resolve(REQUESTS) + " cannot be read");
    }

    private void warmUp(Path version, Set<Integer> sizes) {
        ServedModel model = ServedModel.load(version, ConfigProto.getDefaultInstance(), Set.of(), AnswerKind.CLASS);
        try {
            WarmUp.run(model, List.of(question), sizes);
        } finally {
            model.release();
        }
    }

    private Path export(List<Integer> warmUp) {
        return SavedModelExporter.export(
                TestModels.checkpoint(),
                folder,
                ExportOptions.builder().warmUp(warmUp).build());
    }

    private static PredictRequest request(TensorProto images) {
        return new PredictRequest("model", "serving_default", Map.of("images", images));
    }

    private static TensorShapeProto shape(int images) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int dimension : new int[] {images, TestModels.SIZE, TestModels.SIZE, 1}) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return shape.build();
    }
}
