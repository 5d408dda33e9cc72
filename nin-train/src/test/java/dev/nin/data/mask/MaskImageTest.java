// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskImageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void keepsGreyValues(String format) throws IOException {
        byte[] values = new byte[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) i;
        }
        BufferedImage image = new BufferedImage(32, 8, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, 32, 8, values);

        MaskImage mask = read(image, format);

        assertThat(mask.height()).isEqualTo(8);
        assertThat(mask.width()).isEqualTo(32);
        assertThat(mask.values()).isEqualTo(values);
    }

    /** A palette's colors are only for display; its indices are the classes. */
    @ParameterizedTest
    @CsvSource({"1, png", "2, png", "4, png", "8, png", "8, bmp", "4, bmp", "1, bmp"})
    void keepsTheIndicesOfPalettes(int bits, String format) throws IOException {
        int colors = 1 << bits;
        byte[] red = new byte[colors];
        byte[] other = new byte[colors];
        new Random(1).nextBytes(red);
        new Random(2).nextBytes(other);
        IndexColorModel palette = new IndexColorModel(bits, colors, red, other, other);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(7, 3, type, palette);
        byte[] values = new byte[21];
        WritableRaster raster = image.getRaster();
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % colors);
            raster.setSample(i % 7, i / 7, 0, i % colors);
        }

        assertThat(read(image, format).values()).isEqualTo(values);
    }

    @Test
    void takesEqualChannelsAsGrey() throws IOException {
        assertThat(read(rgb(0x030303), "png").values()).containsExactly(3, 3);
        assertThat(read(rgb(0x030303), "bmp").values()).containsExactly(3, 3);
    }

    @Test
    void refusesWhatIsNoMask() throws IOException {
        refuses(file(rgb(0x030304), "png"), "it is in color, expected a gray or palette PNG or BMP");
        refuses(file(rgb(0x030303), "jpg"), "it is not a mask, expected a gray or palette PNG or BMP");
        refuses(file(rgb(0x030303), "gif"), "it is not a mask, expected a gray or palette PNG or BMP");
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 300);
        refuses(file(deep, "png"), "it has the value 300, expected 0 to 255");
        deep.getRaster().setSample(0, 0, 0, 7);
        assertThat(MaskImage.read(file(deep, "png")).values()).containsExactly(7);
        Path empty = Files.createFile(folder.resolve("empty.png"));
        refuses(empty, "it is not a mask, expected a gray or palette PNG or BMP");
    }

    @Test
    void refusesAMaskThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file(rgb(0x030303), "png"));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
        assertThatThrownBy(() -> MaskImage.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it is cut off: ");
    }

    /** A damaged file gives an IOException or a mask. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp"})
    void survivesDamage(String format) throws IOException {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_INDEXED);
        byte[] whole = Files.readAllBytes(file(image, format));
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = Arrays.copyOf(whole, round % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int i = 0; i < 3 && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged." + format), damaged);
            try {
                MaskImage mask = MaskImage.read(file);
                assertThat(mask.values()).hasSize(mask.height() * mask.width());
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("it");
            }
        }
    }

    private static BufferedImage rgb(int color) {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, color);
        image.setRGB(1, 0, color);
        return image;
    }

    private MaskImage read(BufferedImage image, String format) throws IOException {
        return MaskImage.read(file(image, format));
    }

    private Path file(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("mask." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> MaskImage.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }
}
