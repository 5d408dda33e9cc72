// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import com.sun.management.ThreadMXBean;
import dev.nin.UserInputException;
import dev.nin.testing.ReaderContract;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IDX files, valid and damaged. */
class IdxFileTest {
    private static final byte[] IMAGES = IdxBytes.images(2, 2, 3);

    @TempDir
    private Path folder;

    @Test
    void readsShapeAndValues() {
        IdxFile file = read(IMAGES);

        assertThat(file.dimensions()).containsExactly(2, 2, 3);
        assertThat(file.bytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void unpacksGzip() {
        IdxFile file = read(IdxBytes.gzip(IMAGES));

        assertThat(file.dimensions()).containsExactly(2, 2, 3);
        assertThat(file.bytes()).isEqualTo(read(IMAGES).bytes());
    }

    @Test
    void namesAMissingFile() {
        ByteSource missing = MoreFiles.asByteSource(folder.resolve("missing"));

        assertThatThrownBy(() -> IdxFile.read("images.idx", missing, 3))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("images.idx cannot be read (")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 9, 15})
    void refusesAnUnfinishedHeader(int length) {
        assertRefused(Arrays.copyOf(IMAGES, length))
                .hasMessage("images.idx ends within its header or compressed data; fetch it again");
    }

    @Test
    void refusesMissingValues() {
        assertRefused(Arrays.copyOf(IMAGES, IMAGES.length - 1))
                .hasMessage("images.idx is truncated: it has 11 of the 12 values of its shape [2, 2, 3]; "
                        + "fetch it again");
    }

    @Test
    void refusesMoreValuesThanItsShapeSays() {
        assertRefused(Bytes.concat(IMAGES, new byte[1]))
                .hasMessage("images.idx is longer than its shape [2, 2, 3] says; fetch it again");
    }

    @Test
    void refusesAnotherKindOfFile() {
        assertRefused(IdxBytes.labels(1, 2, 3))
                .hasMessage("images.idx is not an IDX file of 3 dimension(s): its magic number is 0x00000801, "
                        + "expected 0x00000803");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesADimensionBelowOne(int dimension) {
        assertRefused(IdxBytes.header(0x803, 1, dimension, 1))
                .hasMessage("images.idx: dimension 1 is " + dimension + ", expected at least 1; the file is damaged");
    }

    @Test
    void refusesTruncatedGzip() {
        byte[] packed = IdxBytes.gzip(IMAGES);

        assertRefused(Arrays.copyOf(packed, packed.length / 2))
                .hasMessage("images.idx ends within its header or compressed data; fetch it again");
    }

    @Test
    void refusesDamagedGzip() {
        byte[] packed = IdxBytes.gzip(IMAGES);
        packed[packed.length - 8] ^= 1;

        assertRefused(packed).hasMessage("images.idx is damaged gzip (Corrupt GZIP trailer); fetch it again");
    }

    @Test
    void refusesMoreThanAnArrayHolds() {
        assertRefused(IdxBytes.header(0x803, 70_000, 70_000, 1))
                .hasMessage("images.idx claims 4900000000 values, expected at most 2147483639");
        assertRefused(IdxBytes.header(0x803, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .hasMessage("images.idx claims more values than a file can hold; the file is damaged");
    }

    @Test
    void refusesASmallFileThatUnpacksToALargeOne() {
        byte[] packed = IdxBytes.gzip(Bytes.concat(IdxBytes.header(0x803, 1000, 100, 100), new byte[10_000_000]));

        ReaderContract.check(packed.length, () -> read(packed));
        assertRefused(packed)
                .hasMessage("images.idx has " + packed.length + " bytes and claims 10000000 values, expected at most "
                        + (1048576 + 100L * packed.length) + "; if the file is sound, unpack it first");
    }

    @Test
    void takesNoMemoryForWhatADamagedHeaderClaims() {
        byte[] damaged = IdxBytes.header(0x803, 2_000_000_000, 1, 1);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        assertRefused(damaged).hasMessageContaining("has 16 bytes and claims 2000000000 values");

        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000_000);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> read(bytes)).isInstanceOf(UserInputException.class);
    }

    private static IdxFile read(byte[] bytes) {
        return IdxFile.read("images.idx", ByteSource.wrap(bytes), 3);
    }
}
