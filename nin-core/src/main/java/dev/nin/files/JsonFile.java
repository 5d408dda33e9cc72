// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Files of JSON within limits, read as a tree of words and numbers: no class is looked up by what a file says. */
public final class JsonFile {
    /** The largest file that is read, in bytes: twice the longest model. */
    public static final int LARGEST = 16 << 20;

    private static final int DEEPEST = 100;
    /** Names, numbers, texts, beginnings and ends of lists and objects: as many as a model has. */
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
     * @return what it holds; a missing node if it is empty
     * @throws dev.nin.UserInputException if it is longer than {@link #LARGEST}
     * @throws JsonProcessingException if it is no JSON, or none within the limits
     * @throws IOException if it cannot be read
     */
    public static JsonNode read(Path file) throws IOException {
        return parse(TextFile.read(file, LARGEST));
    }

    /**
     * Reads a text.
     *
     * @param text the text
     * @return what it holds; a missing node if it is empty
     * @throws JsonProcessingException if it is no JSON, or none within the limits
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
