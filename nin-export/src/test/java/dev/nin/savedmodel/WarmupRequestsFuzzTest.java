// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import dev.nin.messages.PredictRequest;
import dev.nin.messages.RecordFile;
import dev.nin.messages.TensorProtos;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/** Fuzzes recorded requests of arbitrary bytes, in records with correct checksums. */
class WarmupRequestsFuzzTest {
    /** The memory of a tensor of the maximum size, which a message of a few bytes can request. */
    private static final long TENSOR = 4L << 26;

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        TensorProtos.filled(DataType.DT_UINT8, Shape.of(2, 4, 4, 1), 128),
                        TensorProtos.filled(DataType.DT_FLOAT, Shape.of(1, 3), 1),
                        TensorProtos.strings(List.of(ByteString.copyFromUtf8("a"), ByteString.EMPTY)))
                .map(tensor -> new PredictRequest("m", "serving_default", Map.of("images", tensor)))
                .map(request -> request.toLogEntry().toByteArray());
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Path extra = Files.createDirectories(folder.resolve(SavedModelFormat.EXTRA));
        RecordFile.write(extra.resolve("tf_serving_warmup_requests"), List.of(ByteString.copyFrom(bytes)));
        ReaderContract.check(bytes.length, () -> WarmupRequests.read(folder));
        ReaderContract.check(bytes.length + TENSOR / 10, () -> {
            for (PredictRequest request : WarmupRequests.read(folder)) {
                for (TensorProto tensor : request.inputs().values()) {
                    TensorProtos.tensor(tensor).close();
                }
            }
        });
    }
}
