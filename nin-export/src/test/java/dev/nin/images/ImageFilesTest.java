// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.model.Input;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the pixels of image files of all kinds as a model receives them. */
class ImageFilesTest {
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;
    /** Red, green, blue, white, black and a mixed color. */
    private static final int[] COLORS = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff, 0x000000, 0x204060};
    /** The result of Pillow's convert("L"): (299 R + 587 G + 114 B) / 1000. */
    private static final byte[] LUMA = bytes(76, 150, 29, 255, 0, 58);

    @TempDir
    private Path folder;

    @Test
    void readsGreyAsItIsStored() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_BYTE_GRAY, 1));

        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(bytes(0, 1, 50, 100, 200, 255));
    }

    @Test
    void repeatsGreyForAModelOfColour() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_BYTE_GRAY, 1));

        assertThat(pixels(file, HEIGHT, 3))
                .isEqualTo(bytes(0, 0, 0, 1, 1, 1, 50, 50, 50, 100, 100, 100, 200, 200, 200, 255, 255, 255));
    }

    @Test
    void readsTheUpperHalfOfGreyOfSixteenBits() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_USHORT_GRAY, 257));

        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(bytes(0, 1, 50, 100, 200, 255));
    }

    @Test
    void readsGreyWithAlphaAsItIsStored() throws IOException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                ComponentColorModel.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
        int[] values = {0, 1, 50, 100, 200, 255};
        for (int i = 0; i < values.length; i++) {
            raster.setPixel(i % WIDTH, i / WIDTH, new int[] {values[i], 255});
        }
        Path file = write(new BufferedImage(model, raster, false, null));

        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(bytes(values));
    }

    @Test
    void turnsColourToGreyByItsLuma() throws IOException {
        Path file = write(colours(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB)));

        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(LUMA);
    }

    @Test
    void readsColourAsRedGreenBlue() throws IOException {
        Path file = write(colours(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR)));

        assertThat(pixels(file, HEIGHT, 3))
                .isEqualTo(bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0x20, 0x40, 0x60));
    }

    @Test
    void looksColoursUpInAPalette() throws IOException {
        IndexColorModel palette = new IndexColorModel(8, COLORS.length, COLORS, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette);
        for (int i = 0; i < COLORS.length; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, i);
        }
        Path file = write(image);

        assertThat(ImageIO.read(file.toFile()).getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(LUMA);
        assertThat(pixels(file, HEIGHT, 3)).startsWith(bytes(255, 0, 0, 0, 255, 0));
    }

    @Test
    void dropsAlpha() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < COLORS.length; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, 0x80000000 | COLORS[i]);
        }
        Path file = write(image);

        assertThat(pixels(file, HEIGHT, 1)).isEqualTo(LUMA);
    }

    @Test
    void refusesAnotherSize() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_BYTE_GRAY, 1));

        assertThatThrownBy(() -> pixels(file, HEIGHT + 1, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + file + " is 2×3 (height×width), the model takes 3×3; resize it first");
    }

    @Test
    void refusesAModelThatTakesNoImageFiles() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_BYTE_GRAY, 1));

        assertThatThrownBy(() -> pixels(file, HEIGHT, 2))
                .isInstanceOf(UserInputException.class)
                .hasMessage("the model takes images of 2 channels, an image file has 1 or 3");
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.png"), "not an image");

        assertThatThrownBy(() -> pixels(file, HEIGHT, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + file + " cannot be read: it is not an image: neither JPEG nor PNG nor BMP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "tiff"})
    void refusesOtherFormatsOfTheJdk(String format) throws IOException {
        Path file = folder.resolve("drawing.png");
        assertThat(ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), format, file.toFile()))
                .isTrue();

        assertThatThrownBy(() -> pixels(file, HEIGHT, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + file + " cannot be read: it is a " + format.toUpperCase(Locale.ROOT)
                        + ", which is not supported; convert it to JPEG or PNG");
    }

    @Test
    void refusesATruncatedImage() throws IOException {
        Path file = write(gray(BufferedImage.TYPE_BYTE_GRAY, 1));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));

        assertThatThrownBy(() -> pixels(file, HEIGHT, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("image " + file + " cannot be read: it is cut off: ");
    }

    @Test
    void refusesAMissingFile() {
        Path file = folder.resolve("missing.png");

        assertThatThrownBy(() -> pixels(file, HEIGHT, 1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + file + " is not a file; name a JPEG, PNG or BMP file");
    }

    private static byte[] pixels(Path file, int height, int channels) {
        return ImageFiles.pixels(List.of(file), new Input(height, WIDTH, channels, Input.Pixels.UINT8));
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("image.png");
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        return file;
    }

    private static BufferedImage gray(int type, int factor) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        int[] values = {0, 1, 50, 100, 200, 255};
        for (int i = 0; i < values.length; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, values[i] * factor);
        }
        return image;
    }

    private static BufferedImage colours(BufferedImage image) {
        for (int i = 0; i < COLORS.length; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, COLORS[i]);
        }
        return image;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
