// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.io.ByteSource;
import dev.nin.UserInputException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * A file of the MNIST family's IDX format with unsigned bytes: magic 0x0000 08 and the number of dimensions, the
 * dimensions as 32-bit big-endian numbers, the values. Gzipped files are unpacked.
 *
 * @param dimensions the array's shape
 * @param values its bytes, the last dimension fastest
 */
record IdxFile(List<Integer> dimensions, ByteSource values) {
    private static final int UNSIGNED_BYTES = 0x08;
    /** Times its own size that a packed file may unpack to; images of digits come to 5, DEFLATE itself to 1,032. */
    private static final int LARGEST_RATIO = 100;
    /** What a packed file may unpack to however small it is: labels in order pack well. */
    private static final int SMALLEST_LIMIT = 1 << 20;

    /**
     * Reads a file whole.
     *
     * @param name the file's name in messages
     * @param rank number of dimensions expected
     * @throws UserInputException if it is missing, truncated, longer than it says or of another kind
     */
    static IdxFile read(String name, ByteSource source, int rank) {
        try (InputStream stream = Gzip.unpacked(source).openStream();
                DataInputStream in = new DataInputStream(stream)) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTES << 8 | rank;
            if (magic != expected) {
                throw new UserInputException(String.format(
                        "%s is no IDX file of %d dimension(s): its magic number is 0x%08x, expected 0x%08x",
                        name, rank, magic, expected));
            }
            List<Integer> dimensions = new ArrayList<>();
            long size = 1;
            for (int i = 0; i < rank; i++) {
                int dimension = in.readInt();
                if (dimension < 1) {
                    throw new UserInputException(name + ": dimension " + i + " is " + dimension
                            + ", expected at least 1; the file is damaged");
                }
                dimensions.add(dimension);
                size = Math.multiplyExact(size, (long) dimension);
            }
            requirePlausible(name, size, source);
            return new IdxFile(dimensions, ByteSource.wrap(values(name, in, dimensions, size)));
        } catch (EOFException e) {
            throw new UserInputException(name + " ends within its header or compressed data; fetch it again", e);
        } catch (ZipException e) {
            throw new UserInputException(name + " is damaged gzip (" + e.getMessage() + "); fetch it again", e);
        } catch (IOException e) {
            throw new UserInputException(name + " cannot be read (" + e.getMessage() + ")", e);
        } catch (ArithmeticException e) {
            throw new UserInputException(name + " claims more values than a file can hold; the file is damaged", e);
        }
    }

    /** Bytes that a file of the given size may unpack to. */
    static long mostUnpacked(long size) {
        return SMALLEST_LIMIT + LARGEST_RATIO * size;
    }

    byte[] bytes() {
        try {
            return values.read();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be read", e);
        }
    }

    /** Refuses a small file that would take much memory, before it takes any. */
    private static void requirePlausible(String name, long size, ByteSource source) {
        if (size > Integer.MAX_VALUE - 8) {
            throw new UserInputException(
                    name + " claims " + size + " values, expected at most " + (Integer.MAX_VALUE - 8));
        }
        long most = source.sizeIfKnown().transform(IdxFile::mostUnpacked).or(Long.MAX_VALUE);
        if (size > most) {
            throw new UserInputException(name + " has " + source.sizeIfKnown().get() + " bytes and claims " + size
                    + " values, expected at most " + most + "; if they are sound, unpack the file beforehand");
        }
    }

    private static byte[] values(String name, DataInputStream in, List<Integer> dimensions, long size)
            throws IOException {
        // Read before any array of the claimed size is made: a damaged header must not cost its memory.
        byte[] values = in.readNBytes((int) size);
        if (values.length < size) {
            throw new UserInputException(name + " is truncated: it has " + values.length + " of the " + size
                    + " values of its shape " + dimensions + "; fetch it again");
        }
        if (in.read() >= 0) {
            throw new UserInputException(name + " is longer than its shape " + dimensions + " says; fetch it again");
        }
        return values;
    }
}
