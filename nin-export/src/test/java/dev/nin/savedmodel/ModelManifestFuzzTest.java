// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes manifests of SavedModels of arbitrary bytes. */
class ModelManifestFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"format\": 1, \"files\": {\"saved_model.pb\": \"00\", \"../x\": \"01\"}}",
                        "{\"format\": 1, \"model\": {\"name\": \"a\"}, \"labels\": [\"a\"], \"files\": {}}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(SavedModelFormat.EXTRA));
        Files.writeString(folder.resolve("saved_model.pb"), "graph");
        ReaderContract.checkFile(
                folder.resolve(SavedModelFormat.EXTRA).resolve("nin.json"),
                bytes,
                () -> ModelManifest.read(folder).ifPresent(manifest -> manifest.requireUnchanged(folder)));
    }
}
