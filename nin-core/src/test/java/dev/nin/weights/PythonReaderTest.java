// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the Python package safetensors reads files of this library. Run with
 * {@code -Dsafetensors.python=/tmp/nin-safetensors/bin/python}, an environment whose setup is described in
 * src/test/python/safetensors_reference.py.
 */
@EnabledIfSystemProperty(
        named = "safetensors.python",
        matches = ".+",
        disabledReason = "names no Python that has the package safetensors")
class PythonReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsWeights() throws IOException, InterruptedException {
        Path file = folder.resolve("w");
        Weights weights = Weights.builder()
                .put("b/kernel", List.of(2, 3), new float[] {1.5f, 2, 3, 4, 5, -6.25f})
                .put("a", List.of(1), new float[] {Float.MIN_VALUE})
                .build();
        Safetensors.write(file, weights);
        assertThat(read(file)).isEqualTo("""
                a float32 [1] 1.401298464324817e-45 1.401298464324817e-45
                b/kernel float32 [2, 3] 1.5 -6.25
                """);
    }

    private static String read(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("safetensors.python", ""),
                        "src/test/python/safetensors_reference.py",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStreamReader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            String printed = CharStreams.toString(out);
            assertThat(process.waitFor()).as("exit code").isZero();
            return printed;
        }
    }
}
