// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import dev.nin.files.Reasons;
import dev.nin.images.ImagePixels;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with one folder of images a class; of one with {@code train} and {@code test}, the folder {@code test}.
 * {@link ClassName} says what the folders' names mean.
 */
final class ClassFolders {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");
    /** Images that would silently be missed. */
    private static final Set<String> OTHER_ENDINGS = Set.of("webp", "bmp", "gif", "tif", "tiff", "avif", "heic");

    private ClassFolders() {}

    static LabeledSet read(Path folder, List<String> classes) {
        Path test = folder.resolve("test");
        boolean isSplit = Files.isDirectory(test) && Files.isDirectory(folder.resolve("train"));
        Map<Integer, Path> seen = new HashMap<>();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path each : children(isSplit ? test : folder)) {
            if (Files.isDirectory(each)) {
                int label = ClassName.place(each, classes);
                @Nullable Path other = seen.put(label, each);
                if (other != null) {
                    throw new UserInputException("--data " + folder + ": the folders " + other.getFileName() + " and "
                            + each.getFileName() + " both mean " + classes.get(label)
                            + "; put their images into one of them");
                }
                for (Path image : images(each)) {
                    files.add(image);
                    labels.add(label);
                }
            }
        }
        return new LabeledSet(folder, LabeledSet.COLOUR, labels, index -> ImagePixels.decode(files.get(index)));
    }

    private static List<Path> images(Path folder) {
        List<Path> images = new ArrayList<>();
        for (Path file : children(folder)) {
            String name = file.getFileName().toString();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (OTHER_ENDINGS.contains(ending)) {
                throw new UserInputException(file + " is of a kind that is not read; convert it to PNG or JPEG");
            }
            if (ENDINGS.contains(ending)) {
                images.add(file);
            }
        }
        return images;
    }

    /** What is in a folder and not hidden, in the order of the names. */
    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserInputException(
                    "--data " + folder + " cannot be listed (" + Reasons.of(e) + "); name a folder of one folder of "
                            + "images a class",
                    e);
        }
    }
}
