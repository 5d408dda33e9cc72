// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.UserInputException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;

/**
 * The header of an image file.
 *
 * @param format JPEG, PNG or BMP
 * @param storedHeight rows of pixels as stored
 * @param storedWidth columns of pixels as stored
 * @param orientation the EXIF orientation to apply, from 1 (none) to 8
 */
public record ImageHeader(ImageFormat format, int storedHeight, int storedWidth, int orientation) {
    /** The maximum number of pixels of an image, more than most cameras produce. A small file can claim any size. */
    public static final long MOST_PIXELS = 50_000_000;

    /**
     * Reads the header of a file in memory and checks that the file is complete.
     *
     * @param name the image's name in messages
     * @param file the file
     * @return its header
     * @throws UserInputException if the image cannot be read; the message states why
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
         * @param place the offset of the first byte
         * @param length the number of bytes
         * @return the bytes
         * @throws IOException if they cannot be read
         */
        byte[] read(long place, int length) throws IOException;
    }

    /**
     * Reads the header of a file and checks that the file is complete, reading no more of it than needed.
     *
     * @param head its first 64 KiB, or all of a shorter file
     * @param tail its last bytes, at least two unless the file is shorter
     * @param size its length in bytes
     * @param rest reads the parts between
     * @return its header
     * @throws DamagedImageException if the image cannot be read; the message states why
     * @throws IOException if the file cannot be read
     */
    public static ImageHeader read(byte[] head, byte[] tail, long size, Part rest) throws IOException {
        return read(new PartBytes(head, tail, size, rest::read));
    }

    private static ImageHeader read(ByteReader file) throws IOException {
        if (file.size() == 0) {
            throw new DamagedImageException("it is empty");
        }
        byte[] head = file.head(Orientation.SEARCHED);
        ImageFormat format = ImageFormat.of(head)
                .orElseThrow(() -> new DamagedImageException("it is not an image: neither JPEG nor PNG nor BMP"));
        try {
            StoredFrame frame = switch (format) {
                case JPEG -> JpegHeader.read(file, head);
                case PNG -> PngHeader.read(file);
                case BMP -> BmpHeader.read(file);
                case GIF, WEBP, TIFF, HEIC, AVIF ->
                    throw new DamagedImageException("it is " + (format == ImageFormat.AVIF ? "an " : "a ")
                            + (format == ImageFormat.WEBP ? "WebP" : format.name())
                            + ", which is not supported; convert it to JPEG or PNG");
            };
            ImageHeader header = new ImageHeader(format, frame.height(), frame.width(), frame.orientation());
            header.requireSize();
            return header;
        } catch (EOFException e) {
            throw new DamagedImageException("it is cut off: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the rows of pixels with the orientation applied.
     *
     * @return the height as displayed
     */
    public int height() {
        return Orientation.isTurned(orientation) ? storedWidth : storedHeight;
    }

    /**
     * Returns the columns of pixels with the orientation applied.
     *
     * @return the width as displayed
     */
    public int width() {
        return Orientation.isTurned(orientation) ? storedHeight : storedWidth;
    }

    private void requireSize() throws DamagedImageException {
        if (storedHeight < 1 || storedWidth < 1) {
            throw new DamagedImageException("its header states " + storedHeight + "×" + storedWidth + " pixels");
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
