// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with CIFAR's binary files. */
class CifarFolderTest {
    private static final List<String> NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @TempDir
    private Path folder;

    @Test
    void readsCifar10() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.records(1, 3, 9));
        Files.write(folder.resolve("data_batch_2.bin"), CifarBytes.records(1, 0));
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));
        Files.writeString(folder.resolve("batches.meta.txt"), String.join("\n", NAMES) + "\n\n");

        ImageSets sets = DataSource.load(folder.toString());

        assertThat(sets.train().size()).isEqualTo(3);
        assertThat(sets.test().size()).isEqualTo(1);
        assertThat(sets.train().classes()).isEqualTo(NAMES);
        assertThat(sets.train().label(1)).isEqualTo(9);
        assertThat(sets.train().label(2)).isZero();
    }

    /** The files have planes; TensorFlow expects interleaved channels. */
    @Test
    void putsChannelsSideBySide() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.records(1, 5, 6));
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));
        Dataset train = DataSource.load(folder.toString()).train();

        byte[] pixels = new byte[train.shape().bytes()];
        train.read(1, new ExampleBuffer(pixels, 0));

        assertThat(train.classes()).startsWith("0", "1").hasSize(10);
        for (int place = 0; place < 1024; place++) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(pixels[place * 3 + channel]).isEqualTo(CifarBytes.value(6, channel, place));
            }
        }
    }

    @Test
    void takesTheFineLabelsOfCifar100() throws IOException {
        Files.write(folder.resolve("train.bin"), CifarBytes.records(2, 42, 99));
        Files.write(folder.resolve("test.bin"), CifarBytes.records(2, 1));

        Dataset train = DataSource.load(folder.toString()).train();

        assertThat(train.classes()).hasSize(100);
        assertThat(train.label(0)).isEqualTo(42);
        assertThat(train.label(1)).isEqualTo(99);
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        Path train = folder.resolve("data_batch_1.bin");
        Files.write(train, new byte[4000]);
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));

        assertRefused(train + " has 4000 bytes, expected a multiple of 3073, one record per image; fetch it again");
    }

    @Test
    void refusesALabelWithoutClass() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.records(1, 7, 3));
        Path second = Files.write(folder.resolve("data_batch_2.bin"), CifarBytes.records(1, 7, 10));
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));

        assertRefused(second + ": image 1 has the label 10, expected 0 to 9; fetch the file again");
    }

    @Test
    void refusesTestImagesAlone() throws IOException {
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));

        assertRefused(
                "data " + folder + " has test_batch.bin but no data_batch_1.bin; expected the binary version of CIFAR");
    }

    @Test
    void refusesNamesThatAreTooFew() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.records(1, 7));
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, 7));
        Path names = Files.writeString(folder.resolve("batches.meta.txt"), "airplane\n");

        assertRefused(names + " names 1 classes, expected 10, one per line");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> DataSource.load(folder.toString()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
