// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.graph.Specs;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes PyTorch weights in files of arbitrary bytes. */
class PyTorchWeightsFuzzTest {
    private static final Initializer ANY = new Initializer.HeNormal();
    private static final ModelSpec DENSE =
            Specs.chain("dense", new Input(1, 1, 2, Input.Pixels.FLOAT32), new Flatten(), new Dense(3, ANY, ANY));

    @TempDir
    private static Path folder;

    /** In PyTorch's layout and in this library's own. */
    static Stream<byte[]> seeds() throws IOException {
        Weights own = Weights.builder()
                .put("dense_2/kernel", List.of(2, 3), new float[6])
                .put("dense_2/bias", List.of(3), new float[3])
                .build();
        Path theirs = folder.resolve("theirs.safetensors");
        Path ours = folder.resolve("ours.safetensors");
        PyTorchWeights.write(theirs, DENSE, own, PyTorchNames.of(DENSE));
        Safetensors.write(ours, own);
        return Stream.of(Files.readAllBytes(theirs), Files.readAllBytes(ours));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        Path file = folder.resolve("net.safetensors");
        ReaderContract.checkFile(file, bytes, () -> PyTorchWeights.read(file, DENSE));
    }
}
