// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.Resources;
import dev.nin.UserInputException;
import dev.nin.model.Fit;
import dev.nin.model.Input;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares decoded pixels of image files with those of Pillow. */
class ImageDecoderTest {
    private static final int HEIGHT = 24;
    private static final int WIDTH = 32;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "textured-444.jpg",
                "smooth-420.jpg",
                "progressive.jpg",
                "grey.jpg",
                "profile.jpg",
                "palette.png",
                "transparent.png",
                "orientation-1.jpg",
                "orientation-2.jpg",
                "orientation-3.jpg",
                "orientation-4.jpg",
                "orientation-5.jpg",
                "orientation-6.jpg",
                "orientation-7.jpg",
                "orientation-8.jpg"
            })
    void decodesToThePixelsThatPillowDoes(String name) throws IOException {
        byte[] file = file(name);
        ImageHeader header = ImageHeader.read(name, file);
        byte[] expected = file(name.substring(0, name.indexOf('.')) + ".rgb");

        assertThat(decoded(name, file, new Input(header.height(), header.width(), 3, Input.Pixels.UINT8)))
                .isEqualTo(expected);
    }

    /** Half of black ink on white paper, which ImageIO decodes as 187. */
    @Test
    void convertsCmykWithoutAProfile() throws IOException {
        assertThat(decoded("cmyk.jpg", file("cmyk.jpg"), new Input(HEIGHT, WIDTH, 3, Input.Pixels.UINT8)))
                .containsOnly(127);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orientation-1.jpg", "orientation-6.jpg", "orientation-3.jpg", "orientation-5.jpg", "palette.png"
            })
    void cropsAWindowOfTheTurnedImage(String name) throws IOException {
        byte[] file = file(name);
        ImageHeader header = ImageHeader.read(name, file);
        byte[] whole = file(name.substring(0, name.indexOf('.')) + ".rgb");
        Crop crop = new Crop(4, 6, 8, 10);
        byte[] window = new byte[8 * 10 * 3];
        for (int row = 0; row < 8; row++) {
            System.arraycopy(whole, ((row + 4) * header.width() + 6) * 3, window, row * 30, 30);
        }

        byte[] found = new byte[window.length];
        try (ImageDecoder decoder = new ImageDecoder(new Input(8, 10, 3, Input.Pixels.UINT8))) {
            decoder.decode(name, file, header, crop, found, 0);
        }
        assertThat(difference(found, window)).isLessThan(1);
    }

    /** A window at the lower right edge of a photo that is decoded at a reduced, rounded size. */
    @Test
    void cropsToTheEdgeOfALargePhoto() throws IOException {
        BufferedImage photo = new BufferedImage(1021, 763, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                photo.setRGB(x, y, (y < 381 ? 0xff0000 : 0) | (x < 510 ? 0xff : 0));
            }
        }
        byte[] file = encoded(photo, "jpg");
        ImageHeader header = ImageHeader.read("photo", file);
        byte[] found = new byte[20 * 20 * 3];
        try (ImageDecoder decoder = new ImageDecoder(new Input(20, 20, 3, Input.Pixels.UINT8))) {
            decoder.decode("photo", file, header, new Crop(381, 510, 382, 511), found, 0);
            assertThat(mean(found, 0)).isLessThan(8);
            decoder.decode("photo", file, header, new Crop(0, 0, 763, 1021), found, 0);
            assertThat(mean(found, 0)).isBetween(120d, 135d);
            assertThatThrownBy(() -> decoder.decode("photo", file, header, new Crop(382, 0, 382, 5), found, 0))
                    .isInstanceOf(UserInputException.class)
                    .hasMessageContaining("of image photo is not within its 763×1021 pixels");
        }
    }

    @Test
    void decodesALargePhotoAtAPartOfItsSizeToNearlyTheSame() throws IOException {
        BufferedImage photo = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 1200; y++) {
            for (int x = 0; x < 1600; x++) {
                photo.setRGB(x, y, (x * 255 / 1600) << 16 | (y * 255 / 1200) << 8 | (x + y) % 64);
            }
        }
        Input small = new Input(60, 80, 3, Input.Pixels.UINT8);
        byte[] lossless = decoded("png", encoded(photo, "png"), small);

        assertThat(difference(decoded("jpg", encoded(photo, "jpg"), small), lossless))
                .isLessThan(3);
    }

    @Test
    void fitsByStretchingCroppingAndPadding() throws IOException {
        BufferedImage halves = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 400; i++) {
            halves.setRGB(20 + i % 20, i / 20, 0xffffff);
        }
        byte[] file = encoded(halves, "png");

        assertThat(ends(file, Fit.STRETCH)).containsExactly(0, 255);
        assertThat(ends(file, Fit.CROP)).containsExactly(0, 255);
        assertThat(rows(file, Fit.PAD)).containsExactly(0, 255, 255, 0);
        assertThat(rows(file, Fit.STRETCH)).containsExactly(255, 255, 255, 255);
    }

    @Test
    void takesTheLumaForAModelOfGrey() throws IOException {
        BufferedImage red = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i++) {
            red.setRGB(i % 4, i / 4, 0xff0000);
        }

        assertThat(decoded("red", encoded(red, "png"), new Input(4, 4, 1, Input.Pixels.UINT8)))
                .containsOnly(76);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo.gif", "photo.webp", "photo.tif"})
    void refusesOtherFormatsByName(String name) throws IOException {
        byte[] file = file(name);
        Input input = new Input(HEIGHT, WIDTH, 3, Input.Pixels.UINT8);

        assertThatThrownBy(() -> decoded(name, file, input))
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching(
                        "image " + name + " cannot be read: it is a (GIF|WebP|TIFF), which is not supported; "
                                + "convert it to JPEG or PNG");
    }

    @Test
    void refusesADamagedFileByName() throws IOException {
        byte[] file = file("transparent.png");
        Arrays.fill(file, 60, file.length - 20, (byte) 7);
        Input input = new Input(HEIGHT, WIDTH, 3, Input.Pixels.UINT8);

        assertThatThrownBy(() -> decoded("a.png", file, input))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("image a.png cannot be read: it is ");
    }

    /** The first and the last pixel of the second row. */
    private static int[] ends(byte[] file, Fit fit) {
        byte[] pixels = decoded("halves", file, new Input(4, 4, 3, Input.Pixels.UINT8, fit));
        return new int[] {pixels[12] & 255, pixels[21] & 255};
    }

    private static int[] rows(byte[] file, Fit fit) {
        byte[] pixels = decoded("halves", file, new Input(4, 4, 3, Input.Pixels.UINT8, fit));
        return new int[] {pixels[9] & 255, pixels[21] & 255, pixels[33] & 255, pixels[45] & 255};
    }

    private static byte[] decoded(String name, byte[] file, Input input) {
        byte[] pixels = new byte[input.height() * input.width() * input.channels()];
        try (ImageDecoder decoder = new ImageDecoder(input)) {
            decoder.decode(name, file, pixels, 0);
        }
        return pixels;
    }

    private static double difference(byte[] found, byte[] expected) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs((found[i] & 255) - (expected[i] & 255));
        }
        return sum / expected.length;
    }

    private static double mean(byte[] pixels, int channel) {
        double sum = 0;
        for (int i = channel; i < pixels.length; i += 3) {
            sum += pixels[i] & 255;
        }
        return sum / (pixels.length / 3d);
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    static byte[] file(String name) throws IOException {
        return Resources.toByteArray(Resources.getResource(ImageDecoderTest.class, name));
    }
}
