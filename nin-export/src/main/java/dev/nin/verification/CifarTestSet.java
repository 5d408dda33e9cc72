// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import dev.nin.files.Reasons;
import dev.nin.model.UserInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The test images of CIFAR's binary files: {@code test_batch.bin} of CIFAR-10, or {@code test.bin} of CIFAR-100 with
 * its fine labels.
 */
final class CifarTestSet {
    private static final String TEN = "test_batch.bin";
    private static final String HUNDRED = "test.bin";
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int LARGEST = 2_000_000_000;

    private CifarTestSet() {}

    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(TEN)) || Files.isRegularFile(folder.resolve(HUNDRED));
    }

    static LabeledSet read(Path folder) {
        boolean ten = Files.isRegularFile(folder.resolve(TEN));
        int start = ten ? 1 : 2;
        int record = start + LabeledSet.COLOUR * PLANE;
        byte[] bytes = read(folder.resolve(ten ? TEN : HUNDRED), record);
        List<Integer> labels = IntStream.range(0, bytes.length / record)
                .mapToObj(index -> Byte.toUnsignedInt(bytes[index * record + start - 1]))
                .toList();
        return new LabeledSet(folder, LabeledSet.COLOUR, labels, index -> image(bytes, index * record + start));
    }

    private static byte[] read(Path file, int record) {
        try {
            long size = Files.size(file);
            if (size % record != 0 || size > LARGEST) {
                throw new UserInputException(file + " has " + size + " bytes, expected a multiple of " + record
                        + " up to " + LARGEST + ", one record an image; fetch it again");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserInputException(file + " cannot be read (" + Reasons.of(e) + "); fetch it again", e);
        }
    }

    /** Planes of red, green and blue become pixels. */
    private static BufferedImage image(byte[] bytes, int start) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int place = 0; place < PLANE; place++) {
            int rgb = 0;
            for (int channel = 0; channel < LabeledSet.COLOUR; channel++) {
                rgb = rgb << Byte.SIZE | Byte.toUnsignedInt(bytes[start + channel * PLANE + place]);
            }
            image.setRGB(place % SIDE, place / SIDE, rgb);
        }
        return image;
    }
}
