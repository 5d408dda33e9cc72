// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels files of arbitrary bytes. */
class LabelsFileFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of("shirt\nbag\n", "Stiefel\r\nä\n\n").map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        Path file = folder.resolve("labels.txt");
        ReaderContract.checkFile(file, bytes, () -> LabelsFile.read(file));
    }
}
