// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/** A folder for predicted images, as PNG files named after their input images. */
final class AnswerImages {
    private final Path folder;
    private final Set<Path> written = new HashSet<>();

    AnswerImages(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes an output image, such as photo-mask.png for photo.jpg, and photo-mask-2.png for a second photo.jpg.
     *
     * @param about the file of the input image
     * @param answer the kind of output, such as mask
     * @return the file
     * @throws UserInputException if it cannot be written
     */
    Path write(Path about, String answer, BufferedImage image) {
        String name = about.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "") + "-" + answer;
        Path file = folder.resolve(name + ".png");
        for (int i = 2; !written.add(file); i++) {
            file = folder.resolve(name + "-" + i + ".png");
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            Files.createDirectories(folder);
            WholeFile.write(file, bytes.toByteArray());
            return file;
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + folder + " cannot be written (" + Reasons.of(e) + "); name another folder", e);
        }
    }
}
