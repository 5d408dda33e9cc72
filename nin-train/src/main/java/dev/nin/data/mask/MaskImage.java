// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import dev.nin.UserInputException;
import dev.nin.image.ImageFormat;
import dev.nin.image.ImageHeader;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A mask as numbers from 0 to 255: the values of a grayscale PNG or BMP, or the indices of one with a palette. Color
 * images are accepted if their three channels are equal; transparency is ignored.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 * @param values the numbers (height, width)
 */
// Used for a single read and never compared.
@SuppressWarnings("ArrayRecordComponent")
record MaskImage(int height, int width, byte[] values) {
    /** The maximum that run-length encoding can save. */
    private static final long BMP_PIXELS_PER_BYTE = 128;

    private static final String EXPECTED = "expected a gray or palette PNG or BMP";

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is not a mask, with a message that starts with "it"
     */
    static MaskImage read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ImageFormat format = ImageFormat.of(bytes)
                .filter(found -> found == ImageFormat.PNG || found == ImageFormat.BMP)
                .orElseThrow(() -> new IOException("it is not a mask, " + EXPECTED));
        if (format == ImageFormat.PNG) {
            // Also checks the file's end, which the JDK's reader does not.
            try {
                ImageHeader.read("mask", bytes);
            } catch (UserInputException e) {
                throw new IOException(
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
            }
        }
        return of(raster(format, bytes));
    }

    /** Decodes with ImageIO, which keeps palette indices; TensorFlow's decoder converts them to colors. */
    private static Raster raster(ImageFormat format, byte[] bytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getHeight(0) * reader.getWidth(0);
            if (format == ImageFormat.BMP && pixels > BMP_PIXELS_PER_BYTE * bytes.length) {
                throw new IOException("its header claims more pixels than it has");
            }
            if (pixels <= ImageHeader.MOST_PIXELS) {
                return reader.read(0).getRaster();
            }
        } catch (IOException | RuntimeException e) {
            // A damaged file can make the reader throw an IndexOutOfBoundsException.
            throw new IOException("it is damaged", e);
        } finally {
            reader.dispose();
        }
        throw new IOException(
                String.format(Locale.ROOT, "it has more than %,d pixels; make it smaller", ImageHeader.MOST_PIXELS));
    }

    private static MaskImage of(Raster raster) throws IOException {
        int height = raster.getHeight();
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        byte[] values = new byte[height * width];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                int value = row[at];
                if (bands >= 3 && (row[at + 1] != value || row[at + 2] != value)) {
                    throw new IOException("it is in color, " + EXPECTED);
                }
                if (value > 255) {
                    throw new IOException("it has the value " + value + ", expected 0 to 255");
                }
                values[y * width + x] = (byte) value;
            }
        }
        return new MaskImage(height, width, values);
    }

    /** Returns this mask rotated and mirrored according to an EXIF orientation from 1 to 8. */
    MaskImage turned(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean exchanges = orientation >= 5;
        int newHeight = exchanges ? width : height;
        int newWidth = exchanges ? height : width;
        boolean mirrorsRows = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        boolean mirrorsColumns = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        byte[] turned = new byte[values.length];
        for (int y = 0; y < newHeight; y++) {
            int row = mirrorsRows ? newHeight - 1 - y : y;
            for (int x = 0; x < newWidth; x++) {
                int column = mirrorsColumns ? newWidth - 1 - x : x;
                turned[y * newWidth + x] = values[exchanges ? column * width + row : row * width + column];
            }
        }
        return new MaskImage(newHeight, newWidth, turned);
    }

    /** Returns the values at given rows and columns, where -1 means outside. */
    byte[] at(int[] rows, int[] columns, int outside) {
        byte[] found = new byte[rows.length * columns.length];
        Arrays.fill(found, (byte) outside);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                if (rows[y] >= 0 && columns[x] >= 0) {
                    found[y * columns.length + x] = values[rows[y] * width + columns[x]];
                }
            }
        }
        return found;
    }
}
