// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Creates small IDX files, valid and damaged. */
public final class IdxBytes {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    private IdxBytes() {}

    static byte[] header(int magic, int... dimensions) {
        byte[] header = Ints.toByteArray(magic);
        for (int dimension : dimensions) {
            header = Bytes.concat(header, Ints.toByteArray(dimension));
        }
        return header;
    }

    public static byte[] labels(int... labels) {
        byte[] values = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            values[i] = (byte) labels[i];
        }
        return Bytes.concat(header(LABELS, labels.length), values);
    }

    /** Returns images whose values count up from 0. */
    public static byte[] images(int count, int height, int width) {
        byte[] values = new byte[count * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        return Bytes.concat(header(IMAGES, count, height, width), values);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Writes three training and two test images of 2×2 with the labels 0 and 1. */
    static void writeSet(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(3, 2, 2));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(0, 1, 0));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(2, 2, 2));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(1, 0));
    }
}
