// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Image files as the signature {@code encoded} takes them. */
public final class EncodedImage {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private static final long LARGEST = 256 << 20;

    private EncodedImage() {}

    /**
     * Reads a file. What is neither PNG nor JPEG, but known to the JDK, becomes PNG.
     *
     * @throws UserInputException if it is no image
     */
    public static byte[] read(Path file, int channels) {
        if (!Files.isRegularFile(file)) {
            throw new UserInputException("image " + file + " is no file; name a PNG or JPEG file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserInputException("image " + file + " has " + Files.size(file) + " bytes, expected at most "
                        + LARGEST + "; compress it first");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!isKnown(bytes)) {
                return ImagePixels.png(ImagePixels.decode(file), channels);
            }
            ImageSize.requireDecodable(file.toString(), bytes);
            return bytes;
        } catch (IOException e) {
            throw new UserInputException(
                    "image " + file + " cannot be read (" + Reasons.of(e) + "); name a PNG or JPEG file", e);
        }
    }

    /**
     * Checks a file in memory, without decoding it.
     *
     * @param name what messages call it
     * @param file PNG or JPEG
     * @throws UserInputException if it is neither, is damaged, or claims to be too large an image
     */
    public static void require(String name, byte[] file) {
        if (!isKnown(file)) {
            throw new UserInputException("image " + name + " is neither PNG nor JPEG; convert it to PNG");
        }
        ImageSize.requireDecodable(name, file);
    }

    /** Whether a file begins as PNG or JPEG do. */
    static boolean isKnown(byte[] file) {
        return startsWith(file, PNG) || startsWith(file, JPEG);
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
