// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorReader;
import dev.nin.weights.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Reads and writes weights in the safetensors format: the header's length (64 bits, little-endian), the header in JSON,
 * the values. Values are written as float32.
 */
public final class Safetensors {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 18;

    private Safetensors() {}

    /**
     * Writes a new file with the arrays in the order of the weights' names.
     *
     * @param file the file, which must not exist yet
     * @param weights the weights to write
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Weights weights) throws IOException {
        write(file, weights, Map.of());
    }

    /**
     * Writes a new file.
     *
     * @param metadata the header's metadata; omitted if empty
     */
    static void write(Path file, Weights weights, Map<String, String> metadata) throws IOException {
        byte[] header = header(weights, metadata);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(channel, start.putLong(header.length).put(header).flip());
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (String name : weights.names()) {
                FloatBuffer values = weights.values(name);
                while (values.hasRemaining()) {
                    int size = Math.min(CHUNK, values.remaining());
                    chunk.clear().limit(size * Float.BYTES);
                    chunk.asFloatBuffer().put(values.slice(values.position(), size));
                    values.position(values.position() + size);
                    writeFully(channel, chunk);
                }
            }
        }
    }

    /**
     * Reads all arrays of a file.
     *
     * @param file the file
     * @return its arrays by their names
     * @throws IOException if it cannot be read
     * @throws dev.nin.UserInputException if it is not a complete safetensors file, or has a type that weights do not
     *     have
     */
    public static Weights read(Path file) throws IOException {
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            TensorReader reader = new TensorReader(file, open);
            Weights.Builder weights = Weights.builder();
            for (StoredTensor array : open.tensors().values()) {
                weights.put(array.name(), array.dimensions(), reader.values(array));
            }
            return weights.build();
        } catch (DamagedFileException e) {
            throw e.in(file, WeightsFormat.SAFETENSORS.title());
        }
    }

    private static byte[] header(Weights weights, Map<String, String> metadata) {
        ObjectNode header = MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            metadata.forEach(header.putObject("__metadata__")::put);
        }
        long offset = 0;
        for (String name : weights.names()) {
            ObjectNode entry = header.putObject(name).put("dtype", FloatType.F32.name());
            ArrayNode shape = entry.putArray("shape");
            weights.dimensions(name).forEach(shape::add);
            long end = offset + (long) weights.values(name).remaining() * Float.BYTES;
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = header.toString();
        // Padded with spaces to a multiple of 8, so that the values are aligned.
        int padding = Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, ALIGNMENT);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
