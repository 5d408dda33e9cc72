// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.data.source.DataSource;
import dev.nin.model.UserInputException;
import dev.nin.testing.ReaderContract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of one folder of images a class. */
class ImageFolderTest {
    @TempDir
    private Path folder;

    @Test
    void readsTrainAndTest() throws IOException {
        for (String part : new String[] {"train", "test"}) {
            image(part + "/cat/1.png", 4, 3, BufferedImage.TYPE_INT_RGB, 0x102030);
            image(part + "/dog/1.jpg", 4, 3, BufferedImage.TYPE_INT_RGB, 0x405060);
        }
        image("train/cat/2.JPEG", 4, 3, BufferedImage.TYPE_INT_RGB, 0x708090);
        Files.writeString(folder.resolve("train/cat/.hidden.png"), "no image");
        Files.writeString(folder.resolve("train/cat/notes.txt"), "no image");

        ImageSets sets = DataSource.load(folder.toString());

        assertThat(sets.train().classes()).containsExactly("cat", "dog");
        assertThat(sets.train().size()).isEqualTo(3);
        assertThat(sets.train().shape().height()).isEqualTo(3);
        assertThat(sets.train().shape().width()).isEqualTo(4);
        assertThat(sets.train().label(1)).isZero();
        assertThat(sets.train().label(2)).isEqualTo(1);
        assertThat(sets.test().size()).isEqualTo(2);
        assertThat(pixels(sets.train(), 0)).startsWith(0x10, 0x20, 0x30, 0x10, 0x20, 0x30);
        assertThat(pixels(sets.train(), 2)[0] & 0xff).isCloseTo(0x40, within(3));
    }

    @Test
    void setsAFifthAsideWithoutTestImages() throws IOException {
        for (int i = 0; i < 10; i++) {
            image("a/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
            image("b/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, 16 + i);
        }

        ImageSets sets = DataSource.load(folder.toString());

        assertThat(sets.train().size()).isEqualTo(16);
        assertThat(sets.test().size()).isEqualTo(4);
        assertThat(sets.test().sha256())
                .isEqualTo(DataSource.load(folder.toString()).test().sha256());
    }

    /** Grey as it is stored, in each of the ways in which a PNG holds it. */
    @Test
    void takesGreyAsItIs() throws IOException {
        grey("a/8.png", BufferedImage.TYPE_BYTE_GRAY, 100);
        grey("a/16.png", BufferedImage.TYPE_USHORT_GRAY, 100 << 8 | 100);
        image("a/palette.png", 2, 2, BufferedImage.TYPE_BYTE_INDEXED, 0xff0000);
        image("b/transparent.png", 2, 2, BufferedImage.TYPE_INT_ARGB, 0x80646464);
        grey("b/binary.png", BufferedImage.TYPE_BYTE_BINARY, 1);
        for (String part : new String[] {"train", "test"}) {
            copy(folder.resolve("a"), folder.resolve(part + "/a"));
            copy(folder.resolve("b"), folder.resolve(part + "/b"));
        }

        Dataset train = DataSource.load(folder.toString()).train();

        assertThat(pixels(train, 0)).containsOnly(100);
        assertThat(pixels(train, 1)).containsOnly(100);
        assertThat(pixels(train, 2)).startsWith((byte) 0xff, (byte) 0, (byte) 0);
        assertThat(pixels(train, 3)).contains((byte) 0xff);
        assertThat(pixels(train, 4)).containsOnly(100);
    }

    @Test
    void refusesImagesOfUnequalSize() throws IOException {
        image("a/1.png", 4, 3, BufferedImage.TYPE_INT_RGB, 0);
        image("b/1.png", 5, 3, BufferedImage.TYPE_INT_RGB, 0);

        assertRefused(folder.resolve("b/1.png") + " is 3×5 pixels and the first image 3×4, expected one size; "
                + "resize the images beforehand");
    }

    /** Decoded, a PNG of a few kilobytes can fill the memory. */
    @Test
    void refusesAnImageOfTooManyPixelsByItsHeader() throws IOException {
        image("a/1.png", 40, 30, BufferedImage.TYPE_BYTE_GRAY, 0);
        Path file = folder.resolve("a/1.png");
        byte[] bytes = Files.readAllBytes(file);
        CRC32 sum = new CRC32();
        ByteBuffer.wrap(bytes).putInt(16, 5000).putInt(20, 4000);
        sum.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) sum.getValue());
        Files.write(file, bytes);

        ReaderContract.check(bytes.length, () -> DataSource.load(folder.toString()));
        assertRefused(file + " is 4000×5000 pixels, expected at most 16777216 in all; resize the images beforehand");
    }

    @Test
    void refusesADamagedImageAmongGoodOnes() throws IOException {
        image("a/1.png", 40, 30, BufferedImage.TYPE_INT_RGB, 0x123456);
        byte[] whole = Files.readAllBytes(folder.resolve("a/1.png"));
        Files.write(folder.resolve("a/2.png"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> DataSource.load(folder.toString()))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(folder.resolve("a/2.png") + " is a damaged image (")
                .hasMessageEndingWith("); mend it or take it away");
    }

    @Test
    void refusesAFileThatIsNoImage() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/1.png"), "no image");

        assertRefused(folder.resolve("a/1.png") + " is neither PNG nor JPEG inside; mend it or take it away");
    }

    @Test
    void refusesImagesItWouldMiss() throws IOException {
        image("a/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0);
        Files.writeString(folder.resolve("a/2.webp"), "an image");

        assertRefused(folder.resolve("a/2.webp") + " is of a kind that is not read; convert it to PNG or JPEG");
    }

    @Test
    void refusesAClassWithoutImages() throws IOException {
        image("a/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0);
        Files.createDirectories(folder.resolve("b"));

        assertRefused(folder.resolve("b") + " has no PNG or JPEG, expected images of the class b; "
                + "add some or take the folder away");
    }

    @Test
    void refusesALinkOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
        image("a/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0);
        Path target = Files.copy(folder.resolve("a/1.png"), elsewhere.resolve("secret.png"));
        Path link = Files.createSymbolicLink(folder.resolve("a/2.png"), target);

        assertRefused(link + " is a link out of " + folder + "; copy the image to its place");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> DataSource.load(folder.toString()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private static byte[] pixels(Dataset images, int image) {
        byte[] pixels = new byte[images.shape().bytes()];
        images.read(image, new ExampleBuffer(pixels, 0));
        return pixels;
    }

    private void image(String name, int width, int height, int type, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        write(name, image);
    }

    private void grey(String name, int type, int sample) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, type);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i % 2, i / 2, 0, sample);
        }
        write(name, image);
    }

    private void write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String format = name.endsWith("png") ? "png" : "jpg";
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
