// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.testing.ReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the JSON of models with arbitrary bytes. */
class ModelJsonFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(Examples.everything(), Examples.sinceVersionTwo(), Examples.network())
                .map(spec -> ModelJson.write(spec).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        String json = new String(bytes, StandardCharsets.UTF_8);
        ReaderContract.check(bytes.length, () -> ModelJson.read(json));
    }
}
