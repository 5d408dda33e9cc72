// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Reads JSON files within size limits into a tree; file content never determines which classes are loaded. */
public final class JsonFile {
    /** Maximum file size in bytes, twice the longest model. */
    public static final int LARGEST = 16 << 20;

    private static final int DEEPEST = 100;
    /** Maximum number of JSON tokens, the same as for a model. */
    private static final int MOST_TOKENS = 600_000;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build());

    private JsonFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content; a missing node if it is empty
     * @throws dev.nin.UserInputException if the file is larger than {@link #LARGEST}
     * @throws JsonProcessingException if it is not JSON within the limits
     * @throws IOException if it cannot be read
     */
    public static JsonNode read(Path file) throws IOException {
        return parse(TextFile.read(file, LARGEST));
    }

    /**
     * Parses a text.
     *
     * @param text the JSON text
     * @return its content; a missing node if it is empty
     * @throws JsonProcessingException if it is not JSON within the limits
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
