// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.safetensors;

import com.google.common.base.Utf8;
import com.google.common.collect.Maps;
import dev.nin.weights.format.ChannelReader;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** An open safetensors file: its header is checked, its arrays are read one by one. */
public final class SafetensorsFile implements TensorFile {
    private static final long LARGEST_HEADER = 100_000_000;

    private final FileChannel channel;
    private final Map<String, StoredArray> arrays;
    private final Map<String, StoredTensor> tensors;
    private final long start;

    private SafetensorsFile(FileChannel channel, Map<String, StoredArray> arrays, long start) {
        this.channel = channel;
        this.arrays = arrays;
        this.tensors = Collections.unmodifiableMap(Maps.transformValues(arrays, StoredArray::tensor));
        this.start = start;
    }

    /**
     * Opens a file and reads its header. No more memory is allocated than the file is large.
     *
     * @param file the file
     * @return the open file
     * @throws IOException if it cannot be read
     * @throws DamagedFileException if it is not a complete safetensors file
     */
    public static SafetensorsFile open(Path file) throws IOException, DamagedFileException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            String header = header(channel, size);
            long start = channel.position();
            return new SafetensorsFile(channel, SafetensorsHeader.parse(header, size - start), start);
        } catch (IOException | DamagedFileException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public float[] values(StoredTensor tensor) throws IOException, DamagedFileException {
        StoredArray array = Objects.requireNonNull(arrays.get(tensor.name()));
        FloatType type = FloatType.named(tensor.type()).orElseThrow();
        return ChannelReader.values(channel, start + array.begin(), type, Math.toIntExact(tensor.size()));
    }

    private static String header(FileChannel channel, long size) throws IOException, DamagedFileException {
        if (size < Long.BYTES) {
            throw new DamagedFileException("it has " + size + " bytes, expected at least " + Long.BYTES);
        }
        long length = fully(channel, Long.BYTES).getLong();
        if (length < 2 || length > Math.min(size - Long.BYTES, LARGEST_HEADER)) {
            throw new DamagedFileException("its header claims " + length + " bytes of a file of " + size);
        }
        byte[] header = fully(channel, (int) length).array();
        if (!Utf8.isWellFormed(header)) {
            throw new DamagedFileException("its header is not UTF-8 text");
        }
        return new String(header, StandardCharsets.UTF_8);
    }

    private static ByteBuffer fully(FileChannel channel, int bytes) throws IOException, DamagedFileException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new DamagedFileException("it ends early");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
