// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.serving.Predictor;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * Fuzzes SavedModels whose graph has arbitrary bytes: verifies and runs them. TensorFlow itself reads them and can
 * crash the process, so the file stays in target/fuzz.
 */
class SavedModelFuzzTest {
    private static final Path LEFT = Path.of("target", "fuzz", "saved-model");
    /** The minimum Java memory of a session. */
    private static final long SESSION = 64 << 20;

    @TempDir
    private static Path folder;

    /** The graph without the descriptions of its operations, which make up most of its size. */
    static Stream<byte[]> seeds() throws IOException {
        Path version = SavedModelExporter.export(
                TestModels.checkpoint(), folder, ExportOptions.builder().build());
        SavedModel.Builder model =
                SavedModel.parseFrom(Files.readAllBytes(version.resolve("saved_model.pb"))).toBuilder();
        MetaGraphDef.Builder graph = model.getMetaGraphsBuilder(0);
        graph.getMetaInfoDefBuilder().clearStrippedOpList();
        return Stream.of(model.build().toByteArray());
    }

    @MethodSource("seeds")
    @FuzzTest
    void loads(byte[] bytes) throws IOException {
        Files.createDirectories(LEFT);
        Files.write(LEFT.resolve("saved_model.pb"), bytes);
        ReaderContract.check(bytes.length + SESSION / 10, () -> {
            Verification.of(LEFT, each -> LoadedModel.load(each, ConfigProto.getDefaultInstance()));
            try (Predictor predictor = Predictor.open(LEFT)) {
                predictor.predict(new byte[predictor.height() * predictor.width() * predictor.channels()]);
            }
        });
    }
}
