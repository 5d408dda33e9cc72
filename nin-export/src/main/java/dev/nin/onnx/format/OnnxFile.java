// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file with a graph and texts that describe it. */
public final class OnnxFile {
    /** The name of the file in the folder of a version. */
    public static final String NAME = "model.onnx";

    /** The version of ONNX's operations; 17 is the first with layer normalization. */
    public static final int OPERATIONS = 17;

    // ModelProto, OperatorSetIdProto and StringStringEntryProto.
    private static final int FORMAT_VERSION = 1;
    private static final int PRODUCER = 2;
    private static final int PRODUCER_VERSION = 3;
    private static final int GRAPH = 7;
    private static final int OPERATION_SET = 8;
    private static final int METADATA = 14;
    private static final int SET_DOMAIN = 1;
    private static final int SET_VERSION = 2;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    /** The version of the messages that belongs to these operations. */
    private static final int FORMAT = 8;

    private OnnxFile() {}

    /**
     * Writes a file.
     *
     * @param file the file, replaced if it exists
     * @param graph the graph, of less than 2 GB
     * @param version the version of this library
     * @param metadata the texts by name
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, OnnxGraph graph, String version, Map<String, String> metadata)
            throws IOException {
        Message model = new Message()
                .number(FORMAT_VERSION, FORMAT)
                .text(PRODUCER, "nin")
                .text(PRODUCER_VERSION, version)
                .message(GRAPH, graph.message())
                .message(OPERATION_SET, new Message().text(SET_DOMAIN, "").number(SET_VERSION, OPERATIONS));
        metadata.forEach((key, value) ->
                model.message(METADATA, new Message().text(KEY, key).text(VALUE, value)));
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream buffered = new BufferedOutputStream(out)) {
            // ByteString.writeTo would copy each tensor.
            WritableByteChannel channel = Channels.newChannel(buffered);
            for (ByteBuffer part : model.toBytes().asReadOnlyByteBufferList()) {
                channel.write(part);
            }
        }
    }
}
