// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.data.listing.Progress;
import dev.nin.files.RecordFraming;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Shards, and records in valid shards, of arbitrary bytes. */
class TfRecordListingFuzzTest {
    /** image/encoded, image/class/label 1 and image/class/text. */
    private static final byte[] EXAMPLE = HexFormat.of()
            .parseHex("0a500a170a0d696d6167652f656e636f64656412060a040a0278790a1a0a11696d6167652f636c6173732f6c6162656c"
                    + "12051a030a01010a190a10696d6167652f636c6173732f7465787412050a030a0161");

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        byte[] endless = EXAMPLE.clone();
        endless[1] = (byte) 0xff;
        return Stream.of(EXAMPLE, RecordFraming.frame(EXAMPLE), endless, new byte[20]);
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        check(bytes);
        check(RecordFraming.frame(bytes));
    }

    private static void check(byte[] bytes) throws IOException {
        Path set = Files.createDirectories(folder.resolve("set"));
        ReaderContract.checkFile(set.resolve("train.tfrecord"), bytes, () -> {
            TfRecordSource train = TfRecordListing.list(set, Progress.NONE).train();
            for (int i = 0; i < train.size(); i++) {
                train.encoded(i);
            }
        });
    }
}
