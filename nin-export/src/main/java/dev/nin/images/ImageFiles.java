// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.image.ImageDecoder;
import dev.nin.image.ImageHeader;
import dev.nin.model.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads image files as input for models. */
public final class ImageFiles {
    private static final long LARGEST = 256 << 20;
    private static final String EXPECTED = "name a JPEG, PNG or BMP file";

    private ImageFiles() {}

    /**
     * Reads a file and checks its header.
     *
     * @throws UserInputException if it is not a readable image, is cut off, or claims to be too large
     */
    public static byte[] read(Path file) {
        byte[] bytes = bytes(file);
        ImageHeader.read(file.toString(), bytes);
        return bytes;
    }

    private static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserInputException("image " + file + " is not a file; " + EXPECTED);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserInputException("image " + file + " has " + Files.size(file) + " bytes, expected at most "
                        + LARGEST + "; compress it first");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserInputException("image " + file + " cannot be read (" + Reasons.of(e) + "); " + EXPECTED, e);
        }
    }

    /**
     * Decodes files for a model that only takes pixels. All images must have the model's size; they are not resized.
     *
     * @param input the model's input
     * @return uint8 (files, height, width, channels)
     * @throws UserInputException if a file is not an image or has another size, or the model takes neither 1 nor 3
     *     channels
     */
    public static byte[] pixels(List<Path> files, Input input) {
        ImagePixels.requireColorOrGrey(input.channels());
        List<byte[]> encoded =
                files.stream().map(file -> requireSize(file, input)).toList();
        int size = input.height() * input.width() * input.channels();
        byte[] pixels = new byte[files.size() * size];
        try (ImageDecoder decoder = new ImageDecoder(input)) {
            for (int i = 0; i < files.size(); i++) {
                decoder.decode(files.get(i).toString(), encoded.get(i), pixels, i * size);
            }
        }
        return pixels;
    }

    private static byte[] requireSize(Path file, Input input) {
        byte[] encoded = bytes(file);
        ImageHeader header = ImageHeader.read(file.toString(), encoded);
        if (header.height() != input.height() || header.width() != input.width()) {
            throw new UserInputException("image " + file + " is " + header.height() + "×" + header.width()
                    + " (height×width), the model takes " + input.height() + "×" + input.width() + "; resize it first");
        }
        return encoded;
    }
}
