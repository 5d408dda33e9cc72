// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.graph.Specs;
import dev.nin.model.Dense;
import dev.nin.model.Flatten;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests headers of a megabyte that are built to take the most time and memory. */
class LargeHeadersTest {
    private static final Initializer ANY = new Initializer.HeNormal();
    private static final ModelSpec DENSE =
            Specs.chain("dense", new Input(1, 1, 2, Input.Pixels.FLOAT32), new Flatten(), new Dense(3, ANY, ANY));
    private static final int MEGABYTE = 1_000_000;

    @TempDir
    private Path folder;

    /** The content that fills a header. */
    enum Filling {
        ENTRIES {
            @Override
            String header() {
                return entries(MEGABYTE / 70, i -> "block." + i);
            }
        },
        MODULES_OF_LONG_NAMES {
            @Override
            String header() {
                return entries(100, i -> "x".repeat(9_000) + "y" + i + "z");
            }
        },
        MODULES_IN_MODULES {
            @Override
            String header() {
                return entries(100, i -> "a.".repeat(4_500) + i);
            }
        },
        LONG_NUMBERS {
            @Override
            String header() {
                return entries(2, i -> "9".repeat(450_000) + i);
            }
        },
        LISTS {
            @Override
            String header() {
                return "{\"a\":[" + "[],".repeat(MEGABYTE / 3) + "[]]}";
            }
        },
        DIMENSIONS {
            @Override
            String header() {
                return "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + "200,".repeat(MEGABYTE / 4)
                        + "0],\"data_offsets\":[0,0]}}";
            }
        };

        abstract String header();

        private static String entries(int count, IntFunction<String> module) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "\"" + module.apply(i)
                            + ".weight\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedInASecondAndWithinTheirMemory(Filling filling) throws IOException {
        byte[] header = filling.header().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        Path file = Files.write(folder.resolve("large.safetensors"), bytes.array());

        ReaderContract.check(
                header.length,
                () -> assertThatThrownBy(() -> PyTorchWeights.read(file, DENSE))
                        .isInstanceOf(UserInputException.class));
    }
}
