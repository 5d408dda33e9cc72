// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The 30 membrane images of the U-Net paper, prepared in the same way for this library and for other programs. */
final class Membranes {
    /** The side of a crop, half of an image's. */
    static final int CROP = 256;

    private static final int ALL = 30;
    private static final int TRAIN = 24;
    private static final int BRIGHT = 128;

    private Membranes() {}

    /**
     * Writes a folder of images and masks, and the same as plain bytes: whole training images, and test images as the
     * four crops that tile them.
     *
     * @param from a folder with image/0.png to 29.png and label/0.png to 29.png
     */
    static void prepare(Path from, Path folder, Path plain) throws IOException {
        for (String part : new String[] {"train", "test"}) {
            Files.createDirectories(folder.resolve(part).resolve("images"));
            Files.createDirectories(folder.resolve(part).resolve("masks"));
            ByteArrayOutputStream images = new ByteArrayOutputStream();
            ByteArrayOutputStream masks = new ByteArrayOutputStream();
            boolean isTrain = part.equals("train");
            for (int i = isTrain ? 0 : TRAIN; i < (isTrain ? TRAIN : ALL); i++) {
                BufferedImage image =
                        ImageIO.read(from.resolve("image/" + i + ".png").toFile());
                BufferedImage mask =
                        ImageIO.read(from.resolve("label/" + i + ".png").toFile());
                int side = isTrain ? image.getWidth() : CROP;
                for (int y = 0; y < image.getHeight(); y += side) {
                    for (int x = 0; x < image.getWidth(); x += side) {
                        String name = i + "-" + y + "-" + x + ".png";
                        images.write(write(image, x, y, side, false, folder.resolve(part + "/images/" + name)));
                        masks.write(write(mask, x, y, side, true, folder.resolve(part + "/masks/" + name)));
                    }
                }
            }
            Files.write(plain.resolve(part + "-images.bin"), images.toByteArray());
            Files.write(plain.resolve(part + "-targets.bin"), masks.toByteArray());
        }
        Files.writeString(folder.resolve("classes.txt"), "membrane\ncell\n");
        Files.writeString(plain.resolve("shape.txt"), CROP + " " + CROP + " 1 " + CROP + " " + CROP);
    }

    private static byte[] write(BufferedImage image, int x, int y, int side, boolean isMask, Path file)
            throws IOException {
        BufferedImage part = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] values = new byte[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int value = image.getRaster().getSample(x + column, y + row, 0);
                int kept = isMask ? (value >= BRIGHT ? 1 : 0) : value;
                part.getRaster().setSample(column, row, 0, kept);
                values[row * side + column] = (byte) kept;
            }
        }
        ImageIO.write(part, "png", file.toFile());
        return values;
    }
}
