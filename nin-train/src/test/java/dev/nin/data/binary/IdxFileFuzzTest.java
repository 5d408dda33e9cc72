// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.ByteSource;
import dev.nin.testing.ReaderContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** IDX files of arbitrary bytes, gzipped or not. */
class IdxFileFuzzTest {
    static Stream<byte[]> seeds() {
        byte[] images = IdxBytes.images(2, 2, 3);
        byte[] labels = IdxBytes.labels(1, 2, 3);
        return Stream.of(images, labels, IdxBytes.gzip(images), IdxBytes.gzip(labels));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        long size = Math.max(bytes.length, unpackedSize(bytes));
        for (int rank : new int[] {1, 3}) {
            ReaderContract.check(size, () -> IdxFile.read("images.idx", ByteSource.wrap(bytes), rank));
        }
    }

    /** Returns the number of bytes that can be unpacked; 0 if the file is not gzipped. */
    private static long unpackedSize(byte[] bytes) {
        long most = IdxFile.mostUnpacked(bytes.length);
        long size = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] chunk = new byte[1 << 12];
            for (int read = in.read(chunk); read > 0 && size < most; read = in.read(chunk)) {
                size += read;
            }
        } catch (IOException e) {
            // The file is truncated: the bytes before count.
        }
        return Math.min(size, most);
    }
}
