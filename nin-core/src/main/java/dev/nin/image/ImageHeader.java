// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.UserInputException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/**
 * What the header of an image file says.
 *
 * @param format JPEG, PNG or BMP
 * @param storedHeight rows of pixels as they are stored
 * @param storedWidth columns of pixels as they are stored
 * @param orientation how the image must be turned, from 1 (not at all) to 8, as EXIF numbers it
 */
public record ImageHeader(ImageFormat format, int storedHeight, int storedWidth, int orientation) {
    /** Pixels that an image may have: more than most cameras take. A small file can claim to be any size. */
    public static final long MOST_PIXELS = 50_000_000;

    /**
     * Looks at a file in memory, whether it is whole too.
     *
     * @param name what messages call it
     * @param file the file
     * @return its header
     * @throws UserInputException if the image cannot be read, for what reason
     */
    public static ImageHeader read(String name, byte[] file) {
        try {
            return read(ByteReader.of(file));
        } catch (IOException e) {
            throw new UserInputException(refusal(name, e), e);
        }
    }

    /** Reads a part of a file. */
    @FunctionalInterface
    public interface Part {
        /**
         * Reads bytes.
         *
         * @param place the first byte
         * @param length how many
         * @return the bytes
         * @throws IOException if they cannot be read
         */
        byte[] read(long place, int length) throws IOException;
    }

    /**
     * Looks at a file of which no more is read than it takes to tell whether it is whole.
     *
     * @param head its first 64 KiB, or all of a shorter file
     * @param tail its last bytes, at least two unless it is shorter
     * @param size its length in bytes
     * @param rest reads the parts between
     * @return its header
     * @throws DamagedImageException if it is no image that can be read, for what reason
     * @throws IOException if the file cannot be read
     */
    public static ImageHeader read(byte[] head, byte[] tail, long size, Part rest) throws IOException {
        return read(new PartBytes(head, tail, size, rest));
    }

    private static ImageHeader read(ByteReader file) throws IOException {
        if (file.size() == 0) {
            throw new DamagedImageException("it is empty");
        }
        byte[] head = file.head(Orientation.SEARCHED);
        ImageFormat format = ImageFormat.of(head)
                .orElseThrow(() -> new DamagedImageException("it is no image: neither JPEG nor PNG nor BMP"));
        try {
            ImageHeader header = switch (format) {
                case JPEG -> JpegHeader.read(file, head);
                case PNG -> PngHeader.read(file);
                case BMP -> BmpHeader.read(file);
                case GIF, WEBP, TIFF, HEIC, AVIF ->
                    throw new DamagedImageException("it is " + (format == ImageFormat.AVIF ? "an " : "a ")
                            + (format == ImageFormat.WEBP ? "WebP" : format.name())
                            + ", which is not read; convert it to JPEG or PNG");
            };
            header.requireSize();
            return header;
        } catch (EOFException e) {
            throw new DamagedImageException("it is cut off: " + e.getMessage(), e);
        }
    }

    /**
     * Rows of pixels of the turned image.
     *
     * @return the height that people see
     */
    public int height() {
        return Orientation.isTurned(orientation) ? storedWidth : storedHeight;
    }

    /**
     * Columns of pixels of the turned image.
     *
     * @return the width that people see
     */
    public int width() {
        return Orientation.isTurned(orientation) ? storedHeight : storedWidth;
    }

    private void requireSize() throws DamagedImageException {
        if (storedHeight < 1 || storedWidth < 1) {
            throw new DamagedImageException("its header says " + storedHeight + "×" + storedWidth + " pixels");
        }
        if ((long) storedHeight * storedWidth > MOST_PIXELS) {
            throw new DamagedImageException(String.format(
                    Locale.ROOT,
                    "it is %d×%d pixels, more than %,d; make it smaller",
                    storedHeight,
                    storedWidth,
                    MOST_PIXELS));
        }
    }

    static String refusal(String name, IOException problem) {
        return "image " + name + " cannot be read: " + problem.getMessage();
    }
}
