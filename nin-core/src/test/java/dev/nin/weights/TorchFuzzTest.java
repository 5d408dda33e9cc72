// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.model.ModelSpec;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes torch.save files of arbitrary bytes: pickles, and ZIP archives around them. */
class TorchFuzzTest {
    private static final ModelSpec SPEC = Residual.spec(5);

    @TempDir
    private static Path folder;

    static Stream<byte[]> pickles() throws IOException {
        return Stream.of(bytes("residual-legacy.pth"), bytes("evil-legacy.pth"), bytes("bfloat16.pth"));
    }

    static Stream<byte[]> archives() throws IOException {
        return Stream.of(bytes("residual-zip.pth"), bytes("evil.pth"), bytes("nested.pth"));
    }

    @MethodSource("pickles")
    @FuzzTest
    void readsPickles(byte[] bytes) {
        read(bytes, "net.pth");
    }

    @MethodSource("archives")
    @FuzzTest
    void readsArchives(byte[] bytes) {
        read(bytes, "net.zip");
    }

    private static void read(byte[] bytes, String name) {
        Path file = folder.resolve(name);
        ReaderContract.checkFile(file, bytes, () -> PyTorchWeights.read(file, SPEC));
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Residual.file("torch/" + name));
    }
}
