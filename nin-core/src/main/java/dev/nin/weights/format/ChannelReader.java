// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/** Reads consecutive little-endian numbers in chunks. */
public final class ChannelReader {
    private static final int CHUNK = 1 << 20;

    private ChannelReader() {}

    /** A source of bytes. */
    private interface Source {
        /** Reads bytes at an offset into the buffer; returns a negative number at the end. */
        int read(ByteBuffer into, long at) throws IOException;
    }

    /**
     * Reads numbers from a file.
     *
     * @param channel the file
     * @param from the offset of the first number
     * @param type the numbers' type
     * @param count the number of values
     * @return the numbers as float32
     * @throws IOException if the file cannot be read
     * @throws DamagedFileException if it ends early
     */
    public static float[] values(FileChannel channel, long from, FloatType type, int count)
            throws IOException, DamagedFileException {
        return values((into, at) -> channel.read(into, from + at), type, count);
    }

    /**
     * Reads the next numbers from a stream.
     *
     * @param in the stream, left after the last number
     * @param type the numbers' type
     * @param count the number of values
     * @return the numbers as float32
     * @throws IOException if the stream cannot be read
     * @throws DamagedFileException if it ends early
     */
    public static float[] values(InputStream in, FloatType type, int count) throws IOException, DamagedFileException {
        ReadableByteChannel channel = Channels.newChannel(in);
        return values((into, at) -> channel.read(into), type, count);
    }

    private static float[] values(Source source, FloatType type, int count) throws IOException, DamagedFileException {
        float[] values = new float[count];
        long bytes = (long) count * type.size();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(bytes, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
        for (long done = 0; done < bytes; done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - done));
            while (chunk.hasRemaining()) {
                if (source.read(chunk, done + chunk.position()) < 0) {
                    throw new DamagedFileException("it was cut short while it was read");
                }
            }
            type.read(chunk.flip(), values, (int) (done / type.size()));
        }
        return values;
    }
}
