// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads arbitrary bytes as run.json. */
class RecordedRunFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"preset\":\"quick\",\"model\":{\"name\":\"nin\"},\"data\":{\"name\":\"x\",\"train\":"
                                + "{\"images\":3}},\"configuration\":{\"epochs\":1,\"lr\":0.1},\"device\":\"cpu\"}",
                        "[]")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve("metrics.csv"),
                "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,"
                        + "learning_rate,images_per_second,seconds\n1,1,1,,,1,1,0.1,10,1\n");
        ReaderContract.checkFile(folder.resolve("run.json"), bytes, () -> RecordedRun.read(folder));
    }
}
