// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.files.Reasons;
import dev.nin.model.UserInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Image files as the signature {@code encoded} takes them. */
public final class EncodedImage {
    private static final long LARGEST = 256 << 20;

    private EncodedImage() {}

    /**
     * Reads a file.
     *
     * @throws UserInputException if it is neither PNG nor JPEG, is damaged, or claims to be too large an image
     */
    public static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserInputException("image " + file + " is no file; name a PNG or JPEG file");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserInputException("image " + file + " has " + Files.size(file) + " bytes, expected at most "
                        + LARGEST + "; compress it first");
            }
            byte[] bytes = Files.readAllBytes(file);
            require(file.toString(), bytes);
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
        ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
        ImageSize.read(name, stream, ImageSize.MOST_SENT, reader -> file);
    }
}
