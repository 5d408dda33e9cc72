// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** CIFAR's binary files and files of names with arbitrary bytes. */
class CifarFolderFuzzTest {
    private static final int RECORD = 3073;

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                new byte[RECORD],
                new byte[RECORD + 1],
                new byte[2 * RECORD],
                "cat\ndog\n".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        // CIFAR-10, CIFAR-100, and the names of each.
        check(bytes, List.of("test_batch.bin", "data_batch_1.bin", "data_batch_2.bin"), Path.of("ten"), new byte[0]);
        check(bytes, List.of("test.bin", "train.bin"), Path.of("hundred"), new byte[0]);
        check(bytes, List.of("batches.meta.txt"), Path.of("names"), new byte[RECORD]);
    }

    private static void check(byte[] bytes, List<String> names, Path kind, byte[] images) throws IOException {
        Path set = Files.createDirectories(folder.resolve(kind));
        if (images.length > 0) {
            Files.write(set.resolve("test_batch.bin"), images);
            Files.write(set.resolve("data_batch_1.bin"), images);
        }
        for (String name : names) {
            Files.write(set.resolve(name), bytes);
        }
        ReaderContract.check((long) names.size() * bytes.length, () -> CifarFolder.read(set));
    }
}
