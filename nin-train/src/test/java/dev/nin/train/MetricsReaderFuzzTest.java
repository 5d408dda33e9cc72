// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import dev.nin.train.progress.MetricsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics files of arbitrary bytes. */
class MetricsReaderFuzzTest {
    private static final String HEADER =
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
                    + "test_accuracy,learning_rate,images_per_second,seconds\n";

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of("1,2.3,0.1,,,2.2,0.15,0.01,100.0,1.5\n", "1,2,0.1,2,0.1,2,0.5,1e-3,NaN,1\n2,1\n", "")
                .map(rows -> (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        Path file = folder.resolve("metrics.csv");
        ReaderContract.checkFile(file, bytes, () -> MetricsReader.read(file));
    }
}
