// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.UserInputException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Converts images in memory to a model's input, or to files for a model that resizes. */
public final class ImagePixels {
    private static final int GRAY = 1;
    private static final int COLOR = 3;

    private ImagePixels() {}

    /**
     * Returns the pixels of an image, uint8 (height, width, channels).
     *
     * @throws UserInputException if the model takes neither 1 nor 3 channels
     */
    public static byte[] pixels(BufferedImage image, int channels) {
        requireColorOrGrey(channels);
        int width = image.getWidth();
        byte[] pixels = new byte[image.getHeight() * width * channels];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            readRow(image, y, row);
            for (int rgb : row) {
                if (channels == GRAY) {
                    pixels[at++] = (byte) luma(rgb);
                } else {
                    pixels[at++] = (byte) (rgb >> 16);
                    pixels[at++] = (byte) (rgb >> 8);
                    pixels[at++] = (byte) rgb;
                }
            }
        }
        return pixels;
    }

    static void requireColorOrGrey(int channels) {
        if (channels != GRAY && channels != COLOR) {
            throw new UserInputException(
                    "the model takes images of " + channels + " channels, an image file has 1 or 3");
        }
    }

    /**
     * Reads a row of pixels. Gray values are read as stored, by their upper 8 bits: getRGB takes them for linear and
     * would brighten them.
     */
    private static void readRow(BufferedImage image, int y, int[] row) {
        ColorModel stored = image.getColorModel();
        if (stored.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            int lowBits = stored.getComponentSize(0) - Byte.SIZE;
            image.getRaster().getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = (row[x] >> lowBits) * 0x010101;
            }
        } else {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    /** Encodes the result of {@link #pixels} as a PNG file, for any type of image. */
    public static byte[] png(BufferedImage image, int channels) {
        int type = channels == GRAY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), type);
        plain.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), pixels(image, channels));
        return encode(plain, "png");
    }

    /** Encodes an image in a file format. */
    public static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer takes " + image + " as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static int luma(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
