// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.Targets;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.augment.ResizedCrop;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Fit;
import dev.nin.model.Input;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images whose gray levels are their masks' classes, in regions large enough that most pixels are not at borders: the
 * mask must match the image after resizing, orientation and augmentation.
 */
class MaskAlignmentTest {
    private static final List<Integer> LEVELS = List.of(60, 110, 160, 210);
    private static final int SIDE = 48;
    /** The number of pixels around borders that interpolation, or a JPEG decoded at a smaller size, may mix. */
    private static final int BORDER = 3;

    @TempDir
    private Path folder;

    static Stream<Arguments> ways() {
        Map<String, ImageAugmentation> changes = Map.of(
                "none", ImageAugmentation.NONE,
                "flips", ImageAugmentation.NONE.withFlip(true).withVerticalFlip(true),
                "rotation", ImageAugmentation.NONE.withRotation(30),
                "crop", ImageAugmentation.NONE.withCrop(ResizedCrop.ofArea(0.3)),
                "all",
                        ImageAugmentation.NONE
                                .withCrop(ResizedCrop.ofArea(0.3))
                                .withFlip(true)
                                .withVerticalFlip(true)
                                .withRotation(30));
        return Stream.of(Fit.STRETCH, Fit.CROP, Fit.PAD, Fit.crop(0.8))
                .flatMap(fit ->
                        changes.keySet().stream().sorted().map(name -> Arguments.of(fit, name, changes.get(name))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ways")
    void masksShowWhatImagesShow(Fit fit, String name, ImageAugmentation augmentation) throws IOException {
        for (int orientation = 1; orientation <= 8; orientation++) {
            write("jpeg-" + orientation, 4 * SIDE + 13, 3 * SIDE + 7, orientation);
            write("small-" + orientation, 31, 45, orientation);
        }
        write("png", 130, 97, 0);
        DataOptions options = new DataOptions(
                BadFiles.FAIL, false, DataOptions.DEFAULT.progress(), Kind.MASK, DataOptions.DEFAULT.labels());
        int compared = 0;
        int outside = 0;
        try (ImageSets sets =
                DataSource.find(folder.toString(), options).open(new Input(SIDE, SIDE, 1, Input.Pixels.UINT8, fit))) {
            for (Dataset part : List.of(sets.train(), sets.test())) {
                for (int index = 0; index < part.size(); index++) {
                    ExampleBuffer image = ExampleBuffer.of(part.shape());
                    Draw draw = new Draw(augmentation, 3, 2);
                    part.read(index, draw, image);
                    Targets read = new Targets(part.targets(), 1);
                    part.readTargets(index, draw, read.at(0, index));
                    compared += requireSame(image.pixels(), read.mask(0), LEVELS);
                    outside += count(read.mask(0));
                }
            }
        }
        boolean hasOutside = (fit.equals(Fit.PAD) && augmentation.crop().isEmpty()) || augmentation.rotation() > 0;
        assertThat(outside > 0).as("pixels from outside").isEqualTo(hasOutside);
        assertThat(compared).isGreaterThan(17 * SIDE * SIDE / 5);
    }

    private static int count(byte[] mask) {
        int count = 0;
        for (byte each : mask) {
            count += each == (byte) Target.NOTHING ? 1 : 0;
        }
        return count;
    }

    private static int requireSame(byte[] pixels, byte[] mask, List<Integer> levels) {
        int compared = 0;
        for (int row = BORDER; row < SIDE - BORDER; row++) {
            for (int column = BORDER; column < SIDE - BORDER; column++) {
                int at = row * SIDE + column;
                if (isFlat(mask, at)) {
                    boolean isOutside = mask[at] == (byte) Target.NOTHING;
                    int expected = isOutside ? 0 : levels.get(mask[at]);
                    assertThat(Byte.toUnsignedInt(pixels[at])).isBetween(expected - 12, expected + 12);
                    compared += isOutside ? 0 : 1;
                }
            }
        }
        return compared;
    }

    private static boolean isFlat(byte[] mask, int at) {
        for (int down = -BORDER; down <= BORDER; down++) {
            for (int right = -BORDER; right <= BORDER; right++) {
                if (mask[at + down * SIDE + right] != mask[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes four unequal quadrants, so that no two orientations look the same; a JPEG if there is an orientation. */
    private void write(String name, int height, int width, int orientation) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value = (y < height * 2 / 5 ? 0 : 2) + (x < width / 3 ? 0 : 1);
                image.getRaster().setSample(x, y, 0, LEVELS.get(value));
                mask.getRaster().setSample(x, y, 0, value);
            }
        }
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("masks"));
        ImageIO.write(mask, "png", folder.resolve("masks/" + name + ".png").toFile());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, orientation == 0 ? "png" : "jpg", bytes);
        Files.write(
                folder.resolve("images/" + name + (orientation == 0 ? ".png" : ".jpg")),
                orientation == 0 ? bytes.toByteArray() : oriented(bytes.toByteArray(), orientation));
    }

    /** Returns a JPEG with an EXIF segment after its first marker. */
    private static byte[] oriented(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(exif);
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }
}
