package dev.nin.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weights as a file of the safetensors format: the header's length (64 bits, little-endian), the header in JSON, the
 * values. Only float32 is written and read.
 */
final class Safetensors {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LENGTH_BYTES = Long.BYTES;
    private static final long LARGEST_HEADER = 100_000_000;

    private Safetensors() {}

    static void write(Path file, Weights weights) throws IOException {
        byte[] header = header(weights);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(channel, start.putLong(header.length).put(header).flip());
            for (String name : weights.names()) {
                ByteBuffer bytes = ByteBuffer.allocate(
                                Math.multiplyExact(weights.values(name).remaining(), Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(weights.values(name));
                writeFully(channel, bytes);
            }
        }
    }

    static Weights read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = Files.size(file);
            if (size < LENGTH_BYTES) {
                throw damaged(file, "it has " + size + " bytes, expected at least " + LENGTH_BYTES);
            }
            long length = readFully(channel, LENGTH_BYTES, file).getLong();
            if (length < 2 || length > Math.min(size - LENGTH_BYTES, LARGEST_HEADER)) {
                throw damaged(file, "its header claims " + length + " bytes of a file of " + size);
            }
            JsonNode header = parse(file, readFully(channel, (int) length, file));
            long start = LENGTH_BYTES + length;
            Weights.Builder weights = Weights.builder();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    Tensor tensor = Tensor.parse(file, entry.getKey(), entry.getValue(), size - start);
                    channel.position(start + tensor.offset());
                    float[] values = new float[tensor.size()];
                    readFully(channel, values.length * Float.BYTES, file)
                            .asFloatBuffer()
                            .get(values);
                    weights.put(entry.getKey(), tensor.dimensions(), values);
                }
            }
            return weights.build();
        }
    }

    /** Where the header says a tensor lies. */
    private record Tensor(List<Integer> dimensions, long offset, int size) {
        static Tensor parse(Path file, String name, JsonNode entry, long available) {
            String type = entry.path("dtype").asText();
            if (!type.equals("F32")) {
                throw damaged(file, "\"" + name + "\" has the type " + type + ", expected F32");
            }
            List<Integer> dimensions = new ArrayList<>();
            long size = 1;
            for (JsonNode dimension : entry.path("shape")) {
                if (!dimension.isInt() || dimension.asInt() < 0) {
                    throw damaged(file, "\"" + name + "\" has the shape " + entry.path("shape"));
                }
                dimensions.add(dimension.asInt());
                // Saturated far above what a file holds, so that no product overflows.
                size = Math.min(size * dimension.asLong(), Integer.MAX_VALUE);
            }
            JsonNode offsets = entry.path("data_offsets");
            long begin = offsets.path(0).asLong(-1);
            long end = offsets.path(1).asLong(-1);
            if (begin < 0 || end > available || end - begin != size * Float.BYTES || size > Integer.MAX_VALUE / 4) {
                throw damaged(
                        file,
                        "\"" + name + "\" of shape " + dimensions + " claims the bytes " + begin + " to " + end + " of "
                                + available);
            }
            return new Tensor(dimensions, begin, (int) size);
        }
    }

    private static byte[] header(Weights weights) {
        ObjectNode header = MAPPER.createObjectNode();
        long offset = 0;
        for (String name : weights.names()) {
            ObjectNode entry = header.putObject(name).put("dtype", "F32");
            weights.dimensions(name).forEach(entry.withArray("shape")::add);
            if (weights.dimensions(name).isEmpty()) {
                entry.putArray("shape");
            }
            long end = offset + (long) weights.values(name).remaining() * Float.BYTES;
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String json = header.toString();
        // Spaces up to a multiple of 8, so that the values are aligned.
        int padding = Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, LENGTH_BYTES);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(Path file, ByteBuffer header) {
        try {
            JsonNode parsed =
                    MAPPER.readTree(StandardCharsets.UTF_8.decode(header).toString());
            if (!parsed.isObject()) {
                throw damaged(file, "its header is no JSON object");
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw damaged(file, "its header is no JSON");
        }
    }

    private static ByteBuffer readFully(FileChannel channel, int bytes, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw damaged(file, "it ends early");
            }
        }
        return buffer.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static UserInputException damaged(Path file, String problem) {
        return new UserInputException(file + " is no whole safetensors file: " + problem + "; use another copy");
    }
}
