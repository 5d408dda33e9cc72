// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of IDX files, as given by --data. */
class IdxFolderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        IdxBytes.writeSet(folder);
    }

    @Test
    void readsTrainingAndTestImages() {
        ImageSets sets = DataSource.load(folder.toString());

        assertThat(sets.name()).isEqualTo(folder.toString());
        assertThat(sets.train().size()).isEqualTo(3);
        assertThat(sets.test().size()).isEqualTo(2);
        assertThat(sets.train().classes()).containsExactly("0", "1");
        assertThat(sets.train().shape().channels()).isEqualTo(1);
        assertThat(sets.test().label(0)).isEqualTo(1);
        byte[] second = new byte[4];
        sets.train().read(1, new ExampleBuffer(second, 0));
        assertThat(second).containsExactly(4, 5, 6, 7);
    }

    @Test
    void readsGzippedFilesAlike() throws IOException {
        ImageSets plain = IdxFolder.read(folder);
        for (Path file : files()) {
            Files.write(Path.of(file + ".gz"), IdxBytes.gzip(Files.readAllBytes(file)));
            Files.delete(file);
        }

        assertThat(IdxFolder.read(folder).train().sha256())
                .isEqualTo(plain.train().sha256());
        assertThat(IdxFolder.read(folder).test().sha256())
                .isEqualTo(plain.test().sha256());
    }

    @Test
    void takesNamesFromAFile() throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "\ufeffgrößer \nkleiner\n\n");

        assertThat(IdxFolder.read(folder).test().classes()).containsExactly("größer", "kleiner");
    }

    @Test
    void countsClassesOfTheTestImagesToo() throws IOException {
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(0, 3));

        assertThat(IdxFolder.read(folder).train().classes()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void refusesALabelWithoutAName() throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "only\n");

        assertRefused(folder.resolve("labels.txt") + " names 1 classes, labels 0 to 0, but "
                + folder.resolve("train-labels-idx1-ubyte")
                + " has labels from 0 to 1; expected a line for each label from 0");
    }

    @Test
    void namesTheFilesOfLabelsFromOne() throws IOException {
        Path labels = Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(1, 2));
        Path names = Files.writeString(folder.resolve("labels.txt"), "small\nlarge\n");

        assertRefused(names + " names 2 classes, labels 0 to 1, but " + labels
                + " has labels from 1 to 2; expected a line for each label from 0");
    }

    @Test
    void refusesNamesThatAreNoText() throws IOException {
        Files.write(folder.resolve("labels.txt"), "größer".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(folder.resolve("labels.txt")
                + " cannot be read (it is not UTF-8 text), expected a text file with a class's name on each line");
    }

    @Test
    void refusesAnotherNumberOfLabelsThanImages() throws IOException {
        Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxBytes.labels(0, 1));

        assertRefused(folder.resolve("train-images-idx3-ubyte")
                + " has 3 images, its label file 2 labels; expected as many of each");
    }

    @Test
    void refusesTestImagesOfAnotherSize() throws IOException {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxBytes.images(2, 3, 2));

        assertRefused("data " + folder + ": training images are 2×2×1 and test images 3×2×1, expected one size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train-images-idx3-ubyte",
                "train-labels-idx1-ubyte",
                "t10k-images-idx3-ubyte",
                "t10k-labels-idx1-ubyte"
            })
    void namesTheFileThatIsMissing(String name) throws IOException {
        Files.delete(folder.resolve(name));

        assertRefused("data " + folder + " has no " + name + " or " + name
                + ".gz, expected the four IDX files of MNIST, the binary files of CIFAR or one folder of "
                + "images per class");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> IdxFolder.read(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private Iterable<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
