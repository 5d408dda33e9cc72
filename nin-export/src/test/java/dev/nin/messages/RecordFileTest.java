// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests record files, including damaged ones. */
class RecordFileTest {
    private static final List<ByteString> RECORDS =
            List.of(ByteString.copyFromUtf8("123456789"), ByteString.EMPTY, ByteString.copyFrom(new byte[32]));

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("records");
        RecordFile.write(file, RECORDS);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        assertThat(RecordFile.read(file)).isEqualTo(RECORDS);
    }

    /** RFC 3720 gives 0x8a9136aa for 32 zeros, the catalog of CRCs 0xe3069283 for the nine digits. */
    @Test
    void hasTheChecksumsThatAreKnown() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(bytes.getLong(0)).isEqualTo(9);
        assertThat(bytes.getInt(12 + 9)).isEqualTo(masked(0xe3069283));
        assertThat(bytes.getInt(bytes.limit() - 4)).isEqualTo(masked(0x8a9136aa));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 12, 20, 21, 24})
    void findsAFlippedBit(int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> RecordFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("record 1 is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 12, 20, 24})
    void findsATruncation(int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> RecordFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("record 1 is damaged");
    }

    private static int masked(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }
}
