// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.graph.Runs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that files give back weights bit for bit, and that damaged files are rejected. */
class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void everyBitComesBack() throws IOException {
        float[] values = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, 1 / 3f};
        Weights weights = Weights.builder()
                .put("a/kernel", List.of(2, 3), values)
                .put("scalar", List.of(), new float[] {Float.intBitsToFloat(0x7fc00123)})
                .put("none", List.of(0, 4), new float[0])
                .build();
        Path file = folder.resolve("w");
        Safetensors.write(file, weights);
        Weights read = Safetensors.read(file);
        assertThat(read.names()).containsExactly("a/kernel", "scalar", "none");
        assertThat(read.dimensions("a/kernel")).containsExactly(2, 3);
        assertThat(read.dimensions("scalar")).isEmpty();
        assertThat(bits(read, "a/kernel")).containsExactly(bits(weights, "a/kernel"));
        assertThat(bits(read, "scalar")).containsExactly(0x7fc00123);
        assertThat(read.dimensions("none")).containsExactly(0, 4);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("w");
        Safetensors.write(
                file, Weights.builder().put("a", List.of(1), new float[] {1.5f}).build());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        assertThat(length % 8).isZero();
        byte[] header = new byte[length];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        assertThat(bytes.getFloat()).isEqualTo(1.5f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void metadataOfOtherWritersIsPassedOver() throws IOException {
        Path file = file(
                "{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                4);
        assertThat(Safetensors.read(file).names()).containsExactly("a");
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        Path file = folder.resolve("w");
        Safetensors.write(
                file, Weights.builder().put("a", List.of(3), new float[3]).build());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as("%s bytes", length)
                    .isInstanceOf(UserInputException.class)
                    .message()
                    .startsWith(file + " is not a complete safetensors file: ")
                    .endsWith("; use another copy")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"8000000000", "9223372036854775807", "-1", "0", "1", "100"})
    void aHeaderThatClaimsMoreThanTheFileHasIsRefused(long claimed) throws IOException {
        Path file = folder.resolve("w");
        Files.write(
                file,
                ByteBuffer.allocate(24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(claimed)
                        .array());
        refused(file, "its header claims " + claimed + " bytes of a file of 24");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": | " + "its header is not valid JSON, is nested too deeply or repeats a name",
                "[1, 2] | " + "its header is not a JSON object",
                " | " + "its header is not a JSON object",
                "{} {} | " + "its header has data after its end",
                "{\"a\":{\"a\":[[0]]}} | " + "its header is not valid JSON, is nested too deeply or repeats a name",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | "
                        + "its header is not valid JSON, is nested too deeply or repeats a name",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | "
                        + "its header is not valid JSON, is nested too deeply or repeats a name",
                "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}} | " + "\"a\" has no type",
                "{\"a\":7} | " + "\"a\" has no type",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}} | " + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}} | "
                        + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | " + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}} | "
                        + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8.5]}} | "
                        + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,18446744073709551624]}} | "
                        + "\"a\" has no shape or not two data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}} | " + "\"a\" has the dimension -1",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}} | " + "\"a\" has the dimension 2.5",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | "
                        + "\"a\" of F32 and shape [3] claims the bytes 0 to 12 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | "
                        + "\"a\" of F32 and shape [1] claims the bytes -4 to 0 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,0]}} | "
                        + "\"a\" of F32 and shape [0] claims the bytes 8 to 0 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | "
                        + "\"a\" of F32 and shape [2] claims the bytes 0 to 4 of 8",
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,8]}} | "
                        + "\"a\" of BF16 and shape [2] claims the bytes 0 to 8 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}} | "
                        + "\"a\" of F32 and shape [2147483647, 2147483647, 2147483647] claims the bytes 0 to 8 of 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | "
                        + "\"b\" starts at byte 4 of the data, expected 8, where the array before it ends",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | "
                        + "\"a\" starts at byte 4 of the data, expected 0, where the array before it ends",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | "
                        + "its arrays have 4 bytes, its data has 8",
                "{} | " + "its arrays have 0 bytes, its data has 8",
                "{\"a\\nb\":{\"shape\":[2],\"data_offsets\":[0,8]}} | " + "\"a\\nb\" has no type",
            })
    void aHeaderThatCannotBeIsRefused(@Nullable String header, String problem) throws IOException {
        refused(file(header == null ? "    " : header, 8), problem);
    }

    @Test
    void deepJsonIsRefused() throws IOException {
        refused(
                file("{\"a\":" + "[".repeat(1_000_000), 0),
                "its header is not valid JSON, is nested too deeply or repeats a name");
    }

    @Test
    void longNamesAreShortened() throws IOException {
        String name = "n".repeat(5000);
        refused(file("{\"" + name + "\":{}}", 0), "\"" + "n".repeat(79) + "... has no type");
    }

    @Test
    void textThatIsNoUtf8IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("w"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff});
        refused(file, "its header is not UTF-8 text");
    }

    /** A header of the maximum size, in a sparse file. */
    @Test
    void aHeaderOfGigabytesIsNotReadEvenIfTheFileHasThem() throws IOException {
        Path file = folder.resolve("w");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(6_000_000_000L)
                    .array());
            sparse.setLength(8_000_000_000L);
        }
        refused(file, "its header claims 6000000000 bytes of a file of 8000000000");
    }

    private static void refused(Path file, String problem) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + " is not a complete safetensors file: " + problem + "; use another copy");
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("w"), bytes.putLong(text.length).put(text).array());
    }

    private static int[] bits(Weights weights, String name) {
        float[] values = Runs.floats(weights, name);
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
