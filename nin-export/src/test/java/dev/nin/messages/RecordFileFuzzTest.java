// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes record files of arbitrary bytes. */
class RecordFileFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() throws IOException {
        Path file = folder.resolve("seed");
        RecordFile.write(file, List.of(ByteString.copyFromUtf8("123456789"), ByteString.EMPTY));
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        Path file = folder.resolve("records");
        ReaderContract.checkFile(file, bytes, () -> {
            try {
                RecordFile.read(file);
            } catch (IOException e) {
                // Documented: callers add the file's name.
                throw new UserInputException(String.valueOf(e.getMessage()), e);
            }
        });
    }
}
