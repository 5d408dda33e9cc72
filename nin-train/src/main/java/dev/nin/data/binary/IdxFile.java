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
 * A file of unsigned bytes in the IDX format of the MNIST family: the magic number 0x0000 08 followed by the number of
 * dimensions, the dimensions as 32-bit big-endian numbers, the values. Gzipped files are unpacked.
 *
 * @param dimensions the array's shape
 * @param values the array's bytes in row-major order
 */
record IdxFile(List<Integer> dimensions, ByteSource values) {
    private static final int UNSIGNED_BYTES = 0x08;
    /** Maximum ratio of unpacked to packed size; images of digits reach 5, DEFLATE itself 1,032. */
    private static final int LARGEST_RATIO = 100;
    /** Size to which even the smallest packed file may unpack, since sorted labels compress well. */
    private static final int SMALLEST_LIMIT = 1 << 20;

    /**
     * Reads a whole file.
     *
     * @param name the file's name in messages
     * @param rank number of dimensions expected
     * @throws UserInputException if it is missing, truncated, longer than its header states or of another kind
     */
    static IdxFile read(String name, ByteSource source, int rank) {
        try (InputStream stream = Gzip.unpacked(source).openStream();
                DataInputStream in = new DataInputStream(stream)) {
            int magic = in.readInt();
            int expected = UNSIGNED_BYTES << 8 | rank;
            if (magic != expected) {
                throw new UserInputException(String.format(
                        "%s is not an IDX file of %d dimension(s): its magic number is 0x%08x, expected 0x%08x",
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

    /** Returns the maximum number of bytes that a file of the given size may unpack to. */
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

    /** Refuses a small file that would take much memory, before memory is allocated. */
    private static void requirePlausible(String name, long size, ByteSource source) {
        if (size > Integer.MAX_VALUE - 8) {
            throw new UserInputException(
                    name + " claims " + size + " values, expected at most " + (Integer.MAX_VALUE - 8));
        }
        long most = source.sizeIfKnown().transform(IdxFile::mostUnpacked).or(Long.MAX_VALUE);
        if (size > most) {
            throw new UserInputException(name + " has " + source.sizeIfKnown().get() + " bytes and claims " + size
                    + " values, expected at most " + most + "; if the file is sound, unpack it first");
        }
    }

    private static byte[] values(String name, DataInputStream in, List<Integer> dimensions, long size)
            throws IOException {
        // readNBytes grows its buffer as it reads, so a damaged header does not cost the memory it claims.
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
