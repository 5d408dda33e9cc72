// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.io.MoreFiles;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Regenerates the bundled sample: the first 500 training and the first 100 test images of each class, in the order of
 * the full files. Run it in the project's folder:
 *
 * <pre>{@code
 * mvn -q -pl nin-train -am test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.nin.data.binary.FashionMnistSampleWriter -Dexec.args="/usr/share/datasets/fashion-mnist DIR"
 * }</pre>
 */
public final class FashionMnistSampleWriter {
    private static final int TRAIN_IMAGES_A_CLASS = 500;
    private static final int TEST_IMAGES_A_CLASS = 100;
    /** No name, no time, best compression, unknown system, so that the bytes are the same on every machine. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff};

    private FashionMnistSampleWriter() {}

    /**
     * Writes the four files.
     *
     * @param arguments the folder of the full files and the folder to write to
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path full, Path target) throws IOException {
        Files.createDirectories(target);
        write(full, target, IdxFolder.TRAIN_IMAGES, IdxFolder.TRAIN_LABELS, TRAIN_IMAGES_A_CLASS);
        write(full, target, IdxFolder.TEST_IMAGES, IdxFolder.TEST_LABELS, TEST_IMAGES_A_CLASS);
    }

    private static void write(Path full, Path target, String images, String labels, int perClass) throws IOException {
        byte[] allLabels = unpacked(full.resolve(labels + ".gz"));
        byte[] allImages = unpacked(full.resolve(images + ".gz"));
        ByteBuffer header = ByteBuffer.wrap(allImages);
        int height = header.getInt(8);
        int width = header.getInt(12);
        int[] chosen = firstOfEachClass(allLabels, perClass);
        ByteArrayOutputStream chosenLabels = new ByteArrayOutputStream();
        ByteArrayOutputStream chosenImages = new ByteArrayOutputStream();
        chosenLabels.writeBytes(Bytes.concat(Ints.toByteArray(0x801), Ints.toByteArray(chosen.length)));
        chosenImages.writeBytes(Bytes.concat(Ints.toByteArray(0x803), Ints.toByteArray(chosen.length)));
        chosenImages.writeBytes(Bytes.concat(Ints.toByteArray(height), Ints.toByteArray(width)));
        for (int index : chosen) {
            chosenLabels.write(allLabels[8 + index]);
            chosenImages.write(allImages, 16 + index * height * width, height * width);
        }
        Files.write(target.resolve(labels + ".gz"), gzip(chosenLabels.toByteArray()));
        Files.write(target.resolve(images + ".gz"), gzip(chosenImages.toByteArray()));
    }

    private static int[] firstOfEachClass(byte[] labels, int perClass) {
        int[] taken = new int[FashionMnist.CLASSES.size()];
        int[] chosen = new int[taken.length * perClass];
        int count = 0;
        for (int i = 0; i < labels.length - 8; i++) {
            int label = labels[8 + i];
            if (taken[label] < perClass) {
                taken[label]++;
                chosen[count++] = i;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    static byte[] unpacked(Path file) throws IOException {
        return Gzip.unpacked(MoreFiles.asByteSource(file)).read();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(GZIP_HEADER);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(bytes);
        } finally {
            deflater.end();
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        packed.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt(bytes.length)
                .array());
        return packed.toByteArray();
    }
}
