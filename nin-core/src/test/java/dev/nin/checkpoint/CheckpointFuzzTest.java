// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.nin.graph.Specs;
import dev.nin.model.ModelSpec;
import dev.nin.testing.ReaderContract;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes checkpoints in which one file, selected by the first byte, has arbitrary bytes. The manifest matches them, as
 * it would in an untrusted checkpoint.
 */
class CheckpointFuzzTest {
    private static final String MANIFEST = "manifest.json";

    @TempDir
    private static Path parent;

    private static Path written() {
        Path folder = parent.resolve("checkpoint");
        if (!Files.exists(folder)) {
            ModelSpec spec = Specs.small();
            Weights.Builder weights = Weights.builder();
            spec.parameters()
                    .forEach((name, parameter) ->
                            weights.put(name, parameter.dimensions(), new float[Math.toIntExact(parameter.size())]));
            new Checkpoint(spec, weights.build(), Weights.empty(), List.of("a", "b", "c"), 7).write(folder);
        }
        return folder;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(written())) {
            return files.sorted().toList();
        }
    }

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : files()) {
            seeds.add(Bytes.concat(new byte[] {(byte) seeds.size()}, Files.readAllBytes(file)));
        }
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        List<Path> files = files();
        Path file = files.get(Byte.toUnsignedInt(bytes[0]) % files.size());
        Path manifest = written().resolve(MANIFEST);
        byte[] content = Files.readAllBytes(file);
        byte[] vouched = Files.readAllBytes(manifest);
        String before = hash(file);
        Files.write(file, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!file.equals(manifest)) {
            vouch(manifest, before, hash(file));
        }
        ReaderContract.check(bytes.length, () -> Checkpoint.read(written()));
        Files.write(file, content);
        Files.write(manifest, vouched);
    }

    private static void vouch(Path manifest, String before, String after) throws IOException {
        Files.writeString(manifest, Files.readString(manifest).replace(before, after));
    }

    private static String hash(Path file) throws IOException {
        return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString();
    }
}
