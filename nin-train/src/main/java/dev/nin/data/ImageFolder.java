// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A folder with one folder of PNG and JPEG images a class, named by the class; or with {@code train} and {@code test},
 * each of which is such a folder. Without a test folder a fifth of each class, always the same one, is set aside as
 * test images. Classes are in the order of their names. Images are decoded to RGB, all of one size, in memory.
 */
public final class ImageFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");
    /** Images that would silently be missed. */
    private static final Set<String> OTHER_ENDINGS = Set.of("webp", "bmp", "gif", "tif", "tiff", "avif", "heic");

    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final double TEST_SHARE = 0.2;
    private static final int CHANNELS = 3;

    private ImageFolder() {}

    /** Whether a folder has a folder in it. */
    public static boolean matches(Path folder) {
        return !folders(folder).isEmpty();
    }

    /**
     * Reads a folder.
     *
     * @throws UserInputException if an image is damaged or of another size than the first, or a class has none
     */
    public static ImageSets read(Path folder) {
        if (Files.isDirectory(folder.resolve(TRAIN)) && Files.isDirectory(folder.resolve(TEST))) {
            LabeledImages train = images(folder.resolve(TRAIN));
            return new ImageSets(folder.toString(), train, images(folder.resolve(TEST)));
        }
        Split split = Split.of(images(folder), TEST_SHARE, 0);
        return new ImageSets(folder.toString(), split.rest(), split.part());
    }

    private static LabeledImages images(Path folder) {
        List<Path> classes = folders(folder);
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> ofClass = files(classes.get(label), folder);
            files.addAll(ofClass);
            for (int i = 0; i < ofClass.size(); i++) {
                labels.add(label);
            }
        }
        if (files.isEmpty()) {
            throw new UserInputException("--data " + folder + " has no folder of images, expected one a class");
        }
        ImageDecoder.Size size = ImageDecoder.size(files.get(0));
        if (size.bytes() * files.size() > Integer.MAX_VALUE - 8) {
            throw new UserInputException("--data " + folder + " has " + files.size() + " images of " + size
                    + ", more than 2 GB decoded; make them smaller beforehand");
        }
        byte[] pixels = new byte[(int) size.bytes() * files.size()];
        decode(files, size, pixels);
        return LabeledImages.of(
                size.height(),
                size.width(),
                CHANNELS,
                pixels,
                labels.stream().mapToInt(Integer::intValue).toArray(),
                classes.stream().map(each -> each.getFileName().toString()).toList());
    }

    /** Each core decodes one image at a time, so that the images themselves are all that takes memory. */
    private static void decode(List<Path> files, ImageDecoder.Size size, byte[] pixels) {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> decoded = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                int offset = i * (int) size.bytes();
                decoded.add(workers.submit(() -> ImageDecoder.decode(file, size, pixels, offset)));
            }
            for (Future<?> each : decoded) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserInputException mistake) {
                throw mistake;
            }
            throw new IllegalStateException("an image could not be decoded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while images were decoded", e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** The images of a class, in the order of their names. */
    private static List<Path> files(Path folder, Path root) {
        List<Path> images = new ArrayList<>();
        for (Path file : entries(folder)) {
            String name = file.getFileName().toString();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (OTHER_ENDINGS.contains(ending)) {
                throw new UserInputException(file + " is of a kind that is not read; convert it to PNG or JPEG");
            }
            if (ENDINGS.contains(ending)) {
                images.add(within(root, file));
            }
        }
        if (images.isEmpty()) {
            throw new UserInputException(folder + " has no PNG or JPEG, expected images of the class "
                    + folder.getFileName() + "; add some or take the folder away");
        }
        return images;
    }

    /** A file that is inside the folder even where it is a link. */
    private static Path within(Path root, Path file) {
        try {
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw new UserInputException(file + " is a link out of " + root + "; copy the image to its place");
            }
            return file;
        } catch (IOException e) {
            throw new UserInputException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static List<Path> folders(Path folder) {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** What is in a folder and not hidden, in the order of the names. */
    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserInputException(folder + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
