// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.data.listing.LabelsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A folder with the binary files of CIFAR-10 ({@code data_batch_1.bin} and so on, {@code test_batch.bin},
 * {@code batches.meta.txt}) or CIFAR-100 ({@code train.bin}, {@code test.bin}, {@code fine_label_names.txt}), whose
 * records hold one label, or a coarse and a fine one, and 32×32 pixels as planes of red, green and blue (Krizhevsky
 * 2009). For CIFAR-100 the fine labels are used.
 */
public final class CifarFolder {
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PLANE = SIDE * SIDE;
    private static final int IMAGE = CHANNELS * PLANE;
    private static final int BATCHES = 5;

    /**
     * The files of one of the two data sets.
     *
     * @param test the file of test images, by which the data set is recognized
     * @param train the files of training images; at least one must exist
     * @param labels number of labels per record; the last one is used
     * @param names the file of the classes' names
     * @param classes number of classes
     */
    private record Kind(String test, List<String> train, int labels, String names, int classes) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "test_batch.bin",
                    IntStream.rangeClosed(1, BATCHES)
                            .mapToObj(number -> "data_batch_" + number + ".bin")
                            .toList(),
                    1,
                    "batches.meta.txt",
                    10),
            new Kind("test.bin", List.of("train.bin"), 2, "fine_label_names.txt", 100));

    private CifarFolder() {}

    /** Returns whether a folder has the test images of one of the data sets. */
    public static boolean matches(Path folder) {
        return KINDS.stream().anyMatch(kind -> Files.isRegularFile(folder.resolve(kind.test())));
    }

    /**
     * Reads a folder that matches.
     *
     * @throws UserInputException if a file is missing or truncated, or has a label without a class
     */
    public static ImageSets read(Path folder) {
        Kind kind = KINDS.stream()
                .filter(each -> Files.isRegularFile(folder.resolve(each.test())))
                .findFirst()
                .orElseThrow();
        List<String> names = names(folder.resolve(kind.names()), kind.classes());
        List<Path> train = kind.train().stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .toList();
        if (train.isEmpty()) {
            throw new InvalidSettingException(
                    "data",
                    folder + " has " + kind.test() + " but no " + kind.train().get(0)
                            + "; expected the binary version of CIFAR");
        }
        return new ImageSets(
                folder.toString(),
                images(train, kind, names),
                images(List.of(folder.resolve(kind.test())), kind, names));
    }

    private static LabeledImages images(List<Path> files, Kind kind, List<String> names) {
        int record = kind.labels() + IMAGE;
        byte[] bytes = concatenated(files, record);
        int count = bytes.length / record;
        int[] labels = new int[count];
        byte[] pixels = new byte[count * IMAGE];
        for (int i = 0; i < count; i++) {
            int start = i * record + kind.labels();
            labels[i] = Byte.toUnsignedInt(bytes[start - 1]);
            if (labels[i] >= kind.classes()) {
                throw new UserInputException(culprit(files, record, i) + " has the label " + labels[i]
                        + ", expected 0 to " + (kind.classes() - 1) + "; fetch the file again");
            }
            for (int place = 0; place < PLANE; place++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    pixels[i * IMAGE + place * CHANNELS + channel] = bytes[start + channel * PLANE + place];
                }
            }
        }
        return LabeledImages.of(SIDE, SIDE, CHANNELS, pixels, labels, names);
    }

    /** Returns the file of an image, and the image's number in it. */
    private static String culprit(List<Path> files, int record, int image) {
        int rest = image;
        for (Path file : files) {
            long count = file.toFile().length() / record;
            if (rest < count) {
                return file + ": image " + rest;
            }
            rest -= (int) count;
        }
        return files.get(0).getParent() + ": image " + image;
    }

    private static byte[] concatenated(List<Path> files, int record) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                long size = Files.size(file);
                if (size == 0 || size % record != 0 || size + all.size() > Integer.MAX_VALUE - 8) {
                    throw new UserInputException(file + " has " + size + " bytes, expected a multiple of " + record
                            + ", one record per image; fetch it again");
                }
                in.transferTo(all);
            } catch (IOException e) {
                throw new UserInputException(file + " cannot be read (" + e.getMessage() + ")", e);
            }
        }
        return all.toByteArray();
    }

    /** Returns the names in a file, or numbers as names if there is no file. */
    private static List<String> names(Path file, int classes) {
        if (!Files.isRegularFile(file)) {
            return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
        List<String> names = LabelsFile.read(file);
        if (names.size() != classes) {
            throw new UserInputException(
                    file + " names " + names.size() + " classes, expected " + classes + ", one per line");
        }
        return names;
    }
}
