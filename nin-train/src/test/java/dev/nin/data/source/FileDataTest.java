// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ExampleReader;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Fit;
import dev.nin.model.Input;
import dev.nin.testing.ReaderContract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of image files, from the files to the pixels that training reads. */
class FileDataTest {
    private final List<ImageSets> open = new ArrayList<>();

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

        ImageSets sets = opened(DataSource.load(folder.toString()));

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

        ImageSets sets = opened(DataSource.load(folder.toString()));

        assertThat(sets.train().size()).isEqualTo(16);
        assertThat(sets.test().size()).isEqualTo(4);
        assertThat(sets.test().sha256())
                .isEqualTo(opened(DataSource.load(folder.toString())).test().sha256());
    }

    /** Gray values as stored, in each of the formats in which a PNG holds them. */
    @Test
    void takesGreyAsItIs() throws IOException {
        gray("a/8.png", BufferedImage.TYPE_BYTE_GRAY, 100);
        gray("a/16.png", BufferedImage.TYPE_USHORT_GRAY, 100 << 8 | 100);
        image("a/palette.png", 2, 2, BufferedImage.TYPE_BYTE_INDEXED, 0xff0000);
        image("b/transparent.png", 2, 2, BufferedImage.TYPE_INT_ARGB, 0x80646464);
        gray("b/binary.png", BufferedImage.TYPE_BYTE_BINARY, 1);
        for (String part : new String[] {"train", "test"}) {
            copy(folder.resolve("a"), folder.resolve(part + "/a"));
            copy(folder.resolve("b"), folder.resolve(part + "/b"));
        }

        Dataset train = opened(DataSource.load(folder.toString())).train();

        assertThat(pixels(train, 0)).containsOnly(100);
        assertThat(pixels(train, 1)).containsOnly(100);
        assertThat(pixels(train, 2)).startsWith((byte) 0xff, (byte) 0, (byte) 0);
        assertThat(pixels(train, 3)).contains((byte) 0xff);
        assertThat(pixels(train, 4)).containsOnly(100);
    }

    @Test
    void readsImagesOfUnequalSizeInOneShape() throws IOException {
        for (String part : new String[] {"train", "test"}) {
            image(part + "/a/1.png", 40, 30, BufferedImage.TYPE_INT_RGB, 0xff0000);
            image(part + "/b/1.jpg", 50, 80, BufferedImage.TYPE_INT_RGB, 0x0000ff);
        }
        DataSource found = DataSource.find(folder.toString(), DataOptions.DEFAULT);

        assertThat(found.shape()).isEmpty();
        ImageSets sets = opened(found.open(new Input(10, 20, 3, Input.Pixels.UINT8)));
        assertThat(sets.train().shape()).isEqualTo(new ImageShape(10, 20, 3));
        assertThat(pixels(sets.train(), 0))
                .startsWith((byte) 0xff, (byte) 0, (byte) 0)
                .hasSize(600);
        assertThat(pixels(sets.test(), 1)[2] & 0xff).isCloseTo(0xff, within(3));
        assertThatThrownBy(() -> DataSource.load(folder.toString()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "data " + folder + " has images of several sizes; open it with the size that the model takes: "
                                + "DataSource.find(name, options).open(input)");
    }

    @Test
    void padsAndCropsAsTheInputSays() throws IOException {
        for (String part : new String[] {"train", "test"}) {
            image(part + "/a/1.png", 40, 20, BufferedImage.TYPE_INT_RGB, 0xffffff);
            image(part + "/b/1.png", 20, 40, BufferedImage.TYPE_INT_RGB, 0xffffff);
        }
        DataSource found = DataSource.find(folder.toString(), DataOptions.DEFAULT);

        Dataset padded = opened(found.open(new Input(8, 8, 3, Input.Pixels.UINT8, Fit.PAD)))
                .train();
        Dataset cropped = opened(found.open(new Input(8, 8, 3, Input.Pixels.UINT8, Fit.CROP)))
                .train();
        byte[] wide = pixels(padded, 0);
        assertThat(List.of(wide[0], wide[8 * 8 * 3 / 2], wide[8 * 8 * 3 - 1]))
                .containsExactly((byte) 0, (byte) -1, (byte) 0);
        assertThat(pixels(cropped, 0)).containsOnly(0xff);
        assertThat(pixels(cropped, 1)).containsOnly(0xff);
    }

    @Test
    void decodesTheSamePixelsEachTimeAndFromManyThreads() throws IOException {
        for (int i = 0; i < 8; i++) {
            image("a/" + i + ".jpg", 60 + i, 50, BufferedImage.TYPE_INT_RGB, 0x102030 * i);
            image("b/" + i + ".jpg", 50, 60 + i, BufferedImage.TYPE_INT_RGB, 0x010203 * i);
        }
        DataSource found = DataSource.find(folder.toString(), DataOptions.DEFAULT);
        Dataset train =
                opened(found.open(new Input(16, 16, 3, Input.Pixels.UINT8))).train();

        int[] all = IntStream.range(0, train.size()).toArray();
        Draw draw = new Draw(ImageAugmentation.NONE.with("resized-crop").with("jitter"), 7, 3);
        for (Draw each : List.of(Draw.NONE, draw)) {
            byte[] together;
            try (ExampleReader reader = new ExampleReader(train, each)) {
                together = ExampleReader.await(
                        reader.read(all, read -> read.pixels().clone()));
            }
            byte[] alone = new byte[together.length];
            for (int i : all) {
                train.read(i, each, new ExampleBuffer(alone, i * train.shape().bytes()));
            }
            assertThat(together).isEqualTo(alone);
        }
    }

    @Test
    void givesEachClassOfTwoATestImage() throws IOException {
        image("one/1.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0);
        for (int i = 0; i < 20; i++) {
            image("many/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
            image("two/" + i % 2 + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
        }

        ImageSets sets = opened(DataSource.load(folder.toString()));

        assertThat(sets.train().classes()).containsExactly("many", "one", "two");
        assertThat(IntStream.range(0, sets.test().size()).map(sets.test()::label))
                .containsOnlyOnce(2)
                .doesNotContain(1);
        assertThat(IntStream.range(0, sets.train().size()).map(sets.train()::label))
                .contains(0, 1, 2);
    }

    /** When decoded, a PNG of a few kilobytes can fill the memory. */
    @Test
    void refusesAnImageOfTooManyPixelsByItsHeader() throws IOException {
        image("a/1.png", 40, 30, BufferedImage.TYPE_BYTE_GRAY, 0);
        Path file = folder.resolve("a/1.png");
        byte[] bytes = Files.readAllBytes(file);
        CRC32 sum = new CRC32();
        ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
        sum.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) sum.getValue());
        Files.write(file, bytes);

        ReaderContract.check(bytes.length, () -> DataSource.load(folder.toString()));
        assertRefused(
                "1 of 1 images in " + folder + " cannot be used: a/1.png (it is 60000×60000 pixels, more than "
                        + "50,000,000; make it smaller); repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
    }

    @Test
    void refusesADamagedImageAmongGoodOnes() throws IOException {
        image("a/1.png", 40, 30, BufferedImage.TYPE_INT_RGB, 0x123456);
        byte[] whole = Files.readAllBytes(folder.resolve("a/1.png"));
        Files.write(folder.resolve("a/2.png"), Arrays.copyOf(whole, whole.length / 2));

        assertRefused("1 of 2 images in " + folder + " cannot be used: a/2.png (it is cut off: it ends after "
                + whole.length / 2
                + " bytes); repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
    }

    @Test
    void refusesAFileThatIsNoImage() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/1.png"), "no image");

        assertRefused("1 of 1 images in " + folder
                + " cannot be used: a/1.png (it is not an image: neither JPEG nor PNG nor BMP); repair or"
                + " delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
    }

    @Test
    void leavesBadFilesOutWhenAsked() throws IOException {
        for (int i = 0; i < 3; i++) {
            image("a/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
            image("b/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
        }
        Files.writeString(folder.resolve("a/2.webp"), "an image");
        DataSource found = DataSource.find(folder.toString(), DataOptions.DEFAULT.withBadFiles(BadFiles.SKIP));

        assertThat(found.skipped()).containsExactly("a/2.webp (it is not an image: neither JPEG nor PNG nor BMP)");
        assertThat(found.shape()).contains(new ImageShape(2, 2, 3));
    }

    @Test
    void saysThatAFileWentAway() throws IOException {
        for (int i = 0; i < 3; i++) {
            image("a/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
            image("b/" + i + ".png", 2, 2, BufferedImage.TYPE_INT_RGB, i);
        }
        ImageSets sets = opened(DataSource.load(folder.toString()));
        for (int i = 0; i < 3; i++) {
            Files.delete(folder.resolve("a/" + i + ".png"));
        }

        assertThatThrownBy(() -> pixels(sets.train(), 0))
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching("image .*/a/\\d.png can no longer be read \\(.*\\); restore it, or start again "
                        + "without it");
    }

    /** Registers sets to be closed at the end of the test. */
    private ImageSets opened(ImageSets sets) {
        open.add(sets);
        return sets;
    }

    @AfterEach
    void close() {
        open.forEach(ImageSets::close);
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

    private void gray(String name, int type, int sample) throws IOException {
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
