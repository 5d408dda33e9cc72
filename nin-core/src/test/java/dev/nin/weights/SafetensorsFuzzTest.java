// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.Resources;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes safetensors files of arbitrary bytes. */
class SafetensorsFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of("bf16", "f16", "f64", "notebook").map(SafetensorsFuzzTest::resource);
    }

    static byte[] resource(String name) {
        try {
            return Resources.toByteArray(Resources.getResource("safetensors/" + name + ".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        Path file = folder.resolve("weights.safetensors");
        ReaderContract.checkFile(file, bytes, () -> Safetensors.read(file));
    }
}
