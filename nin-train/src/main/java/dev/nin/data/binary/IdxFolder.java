// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.LabeledImages;
import dev.nin.data.listing.LabelsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with the four files of the MNIST family: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte},
 * {@code t10k-images-idx3-ubyte}, {@code t10k-labels-idx1-ubyte}, plain or gzipped ({@code .gz}), and optionally
 * {@code labels.txt} with one class name per line.
 */
public final class IdxFolder {
    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    private static final String NAMES = "labels.txt";
    private static final List<String> ENDINGS = List.of("", ".gz");

    private IdxFolder() {}

    public static ImageSets read(Path folder) {
        Source trainFile = file(folder, TRAIN_LABELS);
        Source testFile = file(folder, TEST_LABELS);
        int[] trainLabels = labels(trainFile);
        int[] testLabels = labels(testFile);
        List<String> classes = classes(folder, trainLabels, testLabels);
        requireNames(folder, classes, trainFile.name(), trainLabels);
        requireNames(folder, classes, testFile.name(), testLabels);
        return new ImageSets(
                folder.toString(),
                images(file(folder, TRAIN_IMAGES), trainLabels, classes),
                images(file(folder, TEST_IMAGES), testLabels, classes));
    }

    /** Returns whether a folder has any file of the family. */
    public static boolean matches(Path folder) {
        return Stream.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
                .flatMap(name -> ENDINGS.stream().map(ending -> folder.resolve(name + ending)))
                .anyMatch(Files::isRegularFile);
    }

    /** A file's content, with its name for messages. */
    record Source(String name, ByteSource content) {}

    static LabeledImages images(Source file, int[] labels, List<String> classes) {
        IdxFile idx = IdxFile.read(file.name(), file.content(), 3);
        int count = idx.dimensions().get(0);
        if (count != labels.length) {
            throw new UserInputException(file.name() + " has " + count + " images, its label file " + labels.length
                    + " labels; expected as many of each");
        }
        return LabeledImages.of(idx.dimensions().get(1), idx.dimensions().get(2), 1, idx.bytes(), labels, classes);
    }

    static int[] labels(Source file) {
        byte[] bytes = IdxFile.read(file.name(), file.content(), 1).bytes();
        int[] labels = new int[bytes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return labels;
    }

    private static Source file(Path folder, String name) {
        for (String ending : ENDINGS) {
            Path path = folder.resolve(name + ending);
            if (Files.isRegularFile(path)) {
                return new Source(path.toString(), MoreFiles.asByteSource(path));
            }
        }
        throw new InvalidSettingException(
                "data",
                folder + " has no " + name + " or " + name
                        + ".gz, expected the four IDX files of MNIST, the binary files of CIFAR or one folder of "
                        + "images per class");
    }

    /** Returns the names in labels.txt, or numbers as names. */
    private static List<String> classes(Path folder, int[] trainLabels, int[] testLabels) {
        Path names = folder.resolve(NAMES);
        if (Files.isRegularFile(names)) {
            return LabelsFile.read(names);
        }
        int count = 1 + Math.max(greatest(trainLabels), greatest(testLabels));
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }

    private static void requireNames(Path folder, List<String> names, String file, int[] labels) {
        if (greatest(labels) >= names.size()) {
            throw new UserInputException(folder.resolve(NAMES) + " names " + names.size() + " classes, labels 0 to "
                    + (names.size() - 1) + ", but " + file + " has labels from "
                    + Arrays.stream(labels).min().orElseThrow() + " to " + greatest(labels)
                    + "; expected a line for each label from 0");
        }
    }

    private static int greatest(int[] labels) {
        return Arrays.stream(labels).max().orElseThrow();
    }
}
