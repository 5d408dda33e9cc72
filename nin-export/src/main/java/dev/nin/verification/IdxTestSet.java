// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import com.google.common.math.LongMath;
import com.google.common.primitives.Bytes;
import dev.nin.files.Reasons;
import dev.nin.model.UserInputException;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The test images of the MNIST family: {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, plain or with
 * the ending {@code .gz}.
 */
final class IdxTestSet {
    private static final String IMAGES = "t10k-images-idx3-ubyte";
    private static final String LABELS = "t10k-labels-idx1-ubyte";
    private static final String GZIPPED = ".gz";
    private static final int UNSIGNED_BYTES = 0x08;
    /** Times its own size that a file may unpack to, and what any file may. */
    private static final long LARGEST_RATIO = 100;

    private static final long SMALLEST_LIMIT = 1 << 20;
    /** What an array holds, less one byte that tells of more. */
    private static final long LARGEST = Integer.MAX_VALUE - 16;

    private IdxTestSet() {}

    static boolean matches(Path folder) {
        return Stream.of(IMAGES, LABELS, IMAGES + GZIPPED, LABELS + GZIPPED)
                .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    static LabeledSet read(Path folder) {
        ByteBuffer images = read(folder, IMAGES, 3);
        List<Integer> labels = Bytes.asList(remaining(read(folder, LABELS, 1))).stream()
                .map(Byte::toUnsignedInt)
                .toList();
        int count = images.getInt(Integer.BYTES);
        int height = images.getInt(2 * Integer.BYTES);
        int width = images.getInt(3 * Integer.BYTES);
        if (count != labels.size()) {
            throw new UserInputException("--data " + folder + " has " + count + " images and " + labels.size()
                    + " labels, expected as many of each");
        }
        int start = images.position();
        return new LabeledSet(folder, LabeledSet.GREY, labels, index -> {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            byte[] pixels = new byte[width * height];
            images.get(start + index * pixels.length, pixels);
            image.getRaster().setDataElements(0, 0, width, height, pixels);
            return image;
        });
    }

    /** A file's content, found to be whole, with its position behind the header. */
    private static ByteBuffer read(Path folder, String name, int rank) {
        Path plain = folder.resolve(name);
        Path file = Files.isRegularFile(plain) ? plain : folder.resolve(name + GZIPPED);
        try (InputStream stored = Files.newInputStream(file);
                InputStream in = file.equals(plain) ? stored : new GZIPInputStream(stored)) {
            int most = (int) Math.min(LARGEST, SMALLEST_LIMIT + LARGEST_RATIO * Files.size(file));
            ByteBuffer content = ByteBuffer.wrap(in.readNBytes(most + 1));
            if (content.remaining() > most) {
                throw new UserInputException(
                        file + " unpacks to more than " + most + " bytes, as no images do; fetch it again");
            }
            int header = Integer.BYTES * (1 + rank);
            if (content.remaining() < header || content.getInt() != (UNSIGNED_BYTES << Byte.SIZE | rank)) {
                throw new UserInputException(
                        file + " is no IDX file of bytes in " + rank + " dimension(s); fetch it again");
            }
            long size = 1;
            for (int i = 0; i < rank; i++) {
                size = LongMath.saturatedMultiply(size, Math.max(content.getInt(), 0));
            }
            if (size != content.remaining()) {
                throw new UserInputException(file + " has " + content.remaining() + " values, expected " + size
                        + " as its header says; fetch it again");
            }
            return content;
        } catch (EOFException e) {
            throw new UserInputException(file + " ends within its compressed data; fetch it again", e);
        } catch (IOException e) {
            throw new UserInputException(
                    file + " cannot be read (" + Reasons.of(e) + "); --data takes " + IMAGES + " and " + LABELS
                            + ", plain or .gz",
                    e);
        }
    }

    private static byte[] remaining(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
