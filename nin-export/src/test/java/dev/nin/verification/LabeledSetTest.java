// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.images.ImagePixels;
import dev.nin.model.UserInputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of known classes, from each kind of folder that training takes. */
class LabeledSetTest {
    private static final List<String> CLASSES = List.of("T-shirt/top", "Trouser", "Bag");

    @TempDir
    private Path folder;

    @Test
    void readsTheFilesOfMnist() throws IOException {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(2, 1, 3, 1, 2, 3, 4, 5, 255));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzipped(labels(2, 2, 0)));

        LabeledSet set = LabeledSet.read(folder, CLASSES);

        assertThat(set.labels()).containsExactly(2, 0);
        assertThat(set.channels()).isEqualTo(1);
        assertThat(ImagePixels.pixels(set.images().apply(0), 1)).containsExactly(1, 2, 3);
        assertThat(ImagePixels.pixels(set.images().apply(1), 1)).containsExactly(4, 5, 255);
    }

    @Test
    void refusesDamagedFilesOfMnist() throws IOException {
        Path images = folder.resolve("t10k-images-idx3-ubyte");
        Path labels = folder.resolve("t10k-labels-idx1-ubyte");
        Files.write(images, images(1, 1, 1, 7));
        refuses(labels + ".gz cannot be read (no such file); --data takes t10k-images-idx3-ubyte and "
                + "t10k-labels-idx1-ubyte, plain or .gz");
        Files.write(labels, labels(1, 3));
        refuses("--data " + folder + ": image 1 has the class 3, expected 0 to 2 as the model has classes; "
                + "name the data that it was trained for");
        Files.write(labels, labels(2, 0, 1));
        refuses("--data " + folder + " has 1 images and 2 labels, expected as many of each");
        Files.write(labels, labels(2, 0));
        refuses(labels + " has 1 values, expected 2 as its header says; fetch it again");
        Files.write(images, images(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        refuses(images + " has 0 values, expected " + Long.MAX_VALUE + " as its header says; fetch it again");
        Files.writeString(images, "no image");
        refuses(images + " is no IDX file of bytes in 3 dimension(s); fetch it again");
    }

    @Test
    void refusesAFileThatUnpacksToMoreThanImagesDo() throws IOException {
        byte[] packed = gzipped(new byte[4 << 20]);
        Path images = Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), packed);

        refuses(images + " unpacks to more than " + ((1 << 20) + 100 * packed.length)
                + " bytes, as no images do; fetch it again");
    }

    @Test
    void readsTheFileOfCifar() throws IOException {
        byte[] bytes = new byte[2 * 3073];
        bytes[0] = 1;
        bytes[3073] = 2;
        bytes[3074] = 10;
        bytes[3074 + 1024] = 20;
        bytes[3074 + 2048] = 30;
        Files.write(folder.resolve("test_batch.bin"), bytes);

        LabeledSet set = LabeledSet.read(folder, CLASSES);

        assertThat(set.labels()).containsExactly(1, 2);
        assertThat(ImagePixels.pixels(set.images().apply(1), 3)).startsWith(10, 20, 30, 0);
        Files.write(folder.resolve("test_batch.bin"), new byte[100]);
        refuses(folder.resolve("test_batch.bin")
                + " has 100 bytes, expected a multiple of 3073 up to 2000000000, one record an image; "
                + "fetch it again");
    }

    @Test
    void takesFoldersByLabelOrPlace() throws IOException {
        image("test/T-shirt_top/a.png");
        image("test/1/b.png");
        image("test/Bag/c.png");
        image("train/unknown/c.png");

        assertThat(LabeledSet.read(folder, CLASSES).labels()).containsExactly(1, 2, 0);
    }

    @Test
    void refusesFoldersThatMeanNoOneClass() throws IOException {
        image("T-shirt-top/a.png");
        image("0/b.png");
        refuses("--data " + folder + ": the folders 0 and T-shirt-top both mean T-shirt/top; put their images into one "
                + "of them");
        assertThatThrownBy(() -> LabeledSet.read(folder, List.of("T-shirt/top", "T-shirt:top")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--data: the folder " + folder.resolve("T-shirt-top")
                        + " may mean T-shirt/top or T-shirt:top; name it by the class's place, such as 0");
        assertThatThrownBy(() -> LabeledSet.read(folder, List.of("1", "2")))
                .as("labels that are numbers are never places")
                .isInstanceOf(UserInputException.class)
                .hasMessage("--data: the folder " + folder.resolve("0") + " is named by none of the model's labels, "
                        + "expected one of 1, 2; write - or _ for /");
        image("3/b.png");
        refuses("--data: the folder " + folder.resolve("3")
                + " is named by none of the model's labels, expected one of "
                + "T-shirt/top, Trouser, Bag; write - or _ for /, or the label's place from 0");
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> LabeledSet.read(folder, CLASSES))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private void image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, ImagePixels.encode(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png"));
    }

    private static byte[] images(int count, int height, int width, int... values) {
        return idx(0x0803, List.of(count, height, width), values);
    }

    private static byte[] labels(int count, int... values) {
        return idx(0x0801, List.of(count), values);
    }

    private static byte[] idx(int magic, List<Integer> dimensions, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.size()) + values.length);
        bytes.putInt(magic);
        dimensions.forEach(bytes::putInt);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
