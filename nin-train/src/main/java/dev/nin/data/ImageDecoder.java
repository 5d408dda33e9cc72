// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.model.UserInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes a PNG or JPEG file into uint8 pixels (height, width, red green blue). Grey becomes three equal channels,
 * transparency is dropped, 16 bits become the upper 8.
 */
final class ImageDecoder {
    private static final int CHANNELS = 3;
    /** A small file can claim to be a large image; decoded, this one takes 48 MB. */
    private static final long MOST_PIXELS = 1 << 24;

    private ImageDecoder() {}

    /**
     * An image's size, read from its header.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     */
    record Size(int height, int width) {
        long bytes() {
            return (long) height * width * CHANNELS;
        }

        @Override
        public String toString() {
            return height + "×" + width;
        }
    }

    /** What is done with an opened file. */
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /**
     * Reads a file's header only.
     *
     * @throws UserInputException if it is no PNG or JPEG, or too large to be trained with
     */
    static Size size(Path file) {
        return read(file, reader -> {
            Size size = new Size(reader.getHeight(0), reader.getWidth(0));
            if ((long) size.height() * size.width() > MOST_PIXELS) {
                throw new UserInputException(file + " is " + size + " pixels, expected at most " + MOST_PIXELS
                        + " in all; resize the images beforehand");
            }
            return size;
        });
    }

    /**
     * Decodes a file.
     *
     * @param size the size it must have; nothing is decoded if its header says another one
     * @param target where its pixels go
     * @param offset first byte in the target
     * @throws UserInputException if it is damaged or of another size
     */
    static void decode(Path file, Size size, byte[] target, int offset) {
        BufferedImage image = read(file, reader -> {
            Size found = new Size(reader.getHeight(0), reader.getWidth(0));
            if (!found.equals(size)) {
                throw new UserInputException(file + " is " + found + " pixels and the first image " + size
                        + ", expected one size; resize the images beforehand");
            }
            return reader.read(0);
        });
        if (image.getRaster().getNumBands() < CHANNELS && !(image.getColorModel() instanceof IndexColorModel)) {
            grey(image.getRaster(), target, offset);
        } else {
            colour(image, target, offset);
        }
    }

    /** Taken as stored: Java's conversion to RGB would brighten grey, which it holds for linear. */
    private static void grey(Raster raster, byte[] target, int offset) {
        int bits = raster.getSampleModel().getSampleSize(0);
        int at = offset;
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                int sample = raster.getSample(x, y, 0);
                byte value =
                        (byte) (bits > Byte.SIZE ? sample >> (bits - Byte.SIZE) : (sample * 255) / ((1 << bits) - 1));
                for (int channel = 0; channel < CHANNELS; channel++) {
                    target[at++] = value;
                }
            }
        }
    }

    private static void colour(BufferedImage image, byte[] target, int offset) {
        int at = offset;
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int rgb : row) {
                target[at++] = (byte) (rgb >> 16);
                target[at++] = (byte) (rgb >> 8);
                target[at++] = (byte) rgb;
            }
        }
    }

    private static <T> T read(Path file, Use<T> use) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = reader(file, stream);
            try {
                reader.setInput(stream, true, true);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (UserInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders throw what they like at damaged bytes.
            throw new UserInputException(
                    file + " is a damaged image (" + e.getMessage() + "); mend it or take it away", e);
        }
    }

    private static ImageReader reader(Path file, ImageInputStream stream) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (format.equals("png") || format.equals("jpeg")) {
                return reader;
            }
            reader.dispose();
        }
        throw new UserInputException(file + " is neither PNG nor JPEG inside; mend it or take it away");
    }
}
