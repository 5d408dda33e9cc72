// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.base.Utf8;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A safetensors file, open to be read: its header is checked, its arrays are read one by one. */
final class SafetensorsFile implements AutoCloseable {
    private static final long LARGEST_HEADER = 100_000_000;
    /** Of a module: mostly a kernel and a bias. */
    private static final int TENSORS = 2;

    private static final int CHUNK = 1 << 20;
    /** How a ZIP archive begins, which is what torch.save and Keras write. */
    private static final List<Byte> ZIP = List.of((byte) 'P', (byte) 'K', (byte) 3, (byte) 4);

    private final Path file;
    private final FileChannel channel;
    private final Map<String, StoredArray> arrays;
    private final long start;

    private SafetensorsFile(Path file, FileChannel channel, Map<String, StoredArray> arrays, long start) {
        this.file = file;
        this.channel = channel;
        this.arrays = Collections.unmodifiableMap(arrays);
        this.start = start;
    }

    /**
     * Opens a file and reads its header. Nothing is allocated that the file has not been seen to hold.
     *
     * @throws UserInputException if it is no whole safetensors file
     */
    static SafetensorsFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            String header = header(channel, size);
            long start = channel.position();
            return new SafetensorsFile(file, channel, SafetensorsHeader.parse(header, size - start), start);
        } catch (DamagedFileException e) {
            channel.close();
            throw new UserInputException(file + " is no whole safetensors file: " + e.getMessage(), e);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** The arrays by name, in the header's order. */
    Map<String, StoredArray> arrays() {
        return arrays;
    }

    /** The arrays by what stands before the last dot of their names (a module of PyTorch) and by what stands behind. */
    Map<String, Map<String, StoredArray>> modules() {
        Map<String, Map<String, StoredArray>> modules = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            int dot = name.lastIndexOf('.');
            modules.computeIfAbsent(name.substring(0, Math.max(dot, 0)), module -> new LinkedHashMap<>(TENSORS))
                    .put(name.substring(dot + 1), array);
        });
        return modules;
    }

    /**
     * Reads an array's numbers, all of them finite.
     *
     * @throws UserInputException if one is not, they are of a type that weights do not have, or too many
     */
    float[] finiteValues(StoredArray array) throws IOException {
        float[] values = values(array);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UserInputException(
                        file + ": " + SafetensorsHeader.quoted(array.name()) + " holds " + values[i] + " at place " + i
                                + ", expected a number; use weights from before training failed");
            }
        }
        return values;
    }

    /**
     * Reads an array's numbers.
     *
     * @throws UserInputException if they are of a type that weights do not have, or too many
     */
    float[] values(StoredArray array) throws IOException {
        String name = SafetensorsHeader.quoted(array.name());
        FloatType type = FloatType.named(array.type())
                .orElseThrow(() -> new UserInputException(file + ": " + name + " has the type " + array.type()
                        + ", expected one of " + Arrays.toString(FloatType.values()) + "; convert it before saving"));
        long size = array.bytes() / type.size();
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new UserInputException(
                    file + ": " + name + " has " + size + " values, more than an array of Java holds; split it");
        }
        float[] values = new float[(int) size];
        ByteBuffer chunk = buffer((int) Math.min(array.bytes(), CHUNK));
        long position = start + array.begin();
        for (int done = 0; done < values.length; done += chunk.limit() / type.size()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), (size - done) * type.size()));
            position = fill(chunk, position);
            type.read(chunk.flip(), values, done);
        }
        return values;
    }

    private long fill(ByteBuffer chunk, long from) throws IOException {
        long position = from;
        while (chunk.hasRemaining()) {
            int read = channel.read(chunk, position);
            if (read < 0) {
                throw new UserInputException(file + " was cut short while it was read; use another copy");
            }
            position += read;
        }
        return position;
    }

    private static String header(FileChannel channel, long size) throws IOException, DamagedFileException {
        if (size < Long.BYTES) {
            throw new DamagedFileException("it has " + size + " bytes, expected at least " + Long.BYTES);
        }
        ByteBuffer first = fully(channel, Long.BYTES);
        if (ZIP.equals(List.of(first.get(0), first.get(1), first.get(2), first.get(3)))) {
            throw new DamagedFileException(
                    "it is a ZIP archive, as torch.save and Keras write",
                    "write it in Python with safetensors.torch.save_file(net.state_dict(), \"net.safetensors\")");
        }
        long length = first.getLong();
        if (length < 2 || length > Math.min(size - Long.BYTES, LARGEST_HEADER)) {
            throw new DamagedFileException("its header claims " + length + " bytes of a file of " + size);
        }
        byte[] header = fully(channel, (int) length).array();
        if (!Utf8.isWellFormed(header)) {
            throw new DamagedFileException("its header is no UTF-8 text");
        }
        return new String(header, StandardCharsets.UTF_8);
    }

    private static ByteBuffer fully(FileChannel channel, int bytes) throws IOException, DamagedFileException {
        ByteBuffer buffer = buffer(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new DamagedFileException("it ends early");
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
