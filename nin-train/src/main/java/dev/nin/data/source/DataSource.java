// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.ImageFolder;
import dev.nin.data.ImageSets;
import dev.nin.data.binary.CifarFolder;
import dev.nin.data.binary.FashionMnist;
import dev.nin.data.binary.IdxFolder;
import dev.nin.model.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data found by its name. */
public final class DataSource {
    private DataSource() {}

    /**
     * Loads a set by its name on the command line.
     *
     * @param source sample, fashion-mnist, or a folder of IDX files, of CIFAR's binary files or of one folder of PNG
     *     and JPEG images per class
     * @return the images
     * @throws UserInputException if there is no such set, or a file is missing, damaged or not what it should be
     */
    public static ImageSets load(String source) {
        if (source.equals("sample")) {
            return FashionMnist.sample();
        }
        if (source.equals("fashion-mnist")) {
            return FashionMnist.full();
        }
        Path folder = Path.of(source);
        if (source.isBlank() || !Files.isDirectory(folder)) {
            throw new UserInputException(
                    "--data " + source + " is no folder, expected sample, fashion-mnist or a folder of images");
        }
        if (CifarFolder.matches(folder)) {
            return CifarFolder.read(folder);
        }
        if (!IdxFolder.matches(folder) && ImageFolder.matches(folder)) {
            return ImageFolder.read(folder);
        }
        return IdxFolder.read(folder);
    }
}
