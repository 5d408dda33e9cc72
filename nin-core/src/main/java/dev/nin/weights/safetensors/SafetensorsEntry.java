// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.Quotes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entry of one array from the header of a safetensors file. It reads token by token, since a tree of a whole
 * header takes many times the header's size.
 */
final class SafetensorsEntry {
    /** The error of a header that is not JSON, for entries too. */
    static final String NO_JSON = "its header is not valid JSON, is nested too deeply or repeats a name";

    private static final int OFFSETS = 2;
    /** The number of dimensions of a convolution's kernel. */
    private static final int DIMENSIONS = 4;
    /** PyTorch's limit. */
    private static final int MOST_DIMENSIONS = 64;

    private final String name;
    private final JsonParser parser;
    private @Nullable String type;
    private @Nullable List<Integer> dimensions;
    private final long[] offsets = new long[OFFSETS];
    private boolean hasOffsets;

    private SafetensorsEntry(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * Reads an entry.
     *
     * @param name the array's name
     * @param parser at the entry's first token; left at its last
     * @throws DamagedFileException if it is not an entry
     * @throws IOException if it is not JSON
     */
    static StoredArray read(String name, JsonParser parser) throws IOException, DamagedFileException {
        SafetensorsEntry entry = new SafetensorsEntry(name, parser);
        if (parser.isExpectedStartObjectToken()) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                entry.readField();
            }
        } else {
            parser.skipChildren();
        }
        return entry.array();
    }

    private StoredArray array() throws DamagedFileException {
        if (type == null) {
            throw new DamagedFileException(Quotes.quoted(name) + " has no type");
        }
        if (dimensions == null || !hasOffsets) {
            throw new DamagedFileException(Quotes.quoted(name) + " has no shape or not two data_offsets");
        }
        return new StoredArray(name, type, dimensions, offsets[0], offsets[1]);
    }

    private void readField() throws IOException, DamagedFileException {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("dtype") && value == JsonToken.VALUE_STRING) {
            requireFirst(type == null);
            type = parser.getText();
        } else if (field.equals("shape") && value == JsonToken.START_ARRAY) {
            requireFirst(dimensions == null);
            dimensions = dimensions();
        } else if (field.equals("data_offsets") && value == JsonToken.START_ARRAY) {
            requireFirst(!hasOffsets);
            hasOffsets = readOffsets();
        } else {
            parser.skipChildren();
        }
    }

    private static void requireFirst(boolean isFirst) throws DamagedFileException {
        if (!isFirst) {
            throw new DamagedFileException(NO_JSON);
        }
    }

    private List<Integer> dimensions() throws IOException, DamagedFileException {
        List<Integer> read = new ArrayList<>(DIMENSIONS);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!isWhole(token, NumberType.INT) || parser.getIntValue() < 0) {
                throw new DamagedFileException(
                        Quotes.quoted(name) + " has the dimension " + Quotes.shortened(parser.getText()));
            }
            if (read.size() == MOST_DIMENSIONS) {
                throw new DamagedFileException(
                        Quotes.quoted(name) + " has more than " + MOST_DIMENSIONS + " dimensions");
            }
            read.add(parser.getIntValue());
        }
        return read;
    }

    /** Returns whether there are exactly two offsets. */
    private boolean readOffsets() throws IOException {
        boolean areWhole = true;
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            areWhole &= isWhole(token, NumberType.LONG);
            if (areWhole && count < OFFSETS) {
                offsets[count] = parser.getLongValue();
            }
            parser.skipChildren();
            count++;
        }
        return areWhole && count == OFFSETS;
    }

    /** Returns whether the token is an integer of at most the given size. */
    private boolean isWhole(JsonToken token, NumberType greatest) throws IOException {
        return token == JsonToken.VALUE_NUMBER_INT
                && (parser.getNumberType() == NumberType.INT || parser.getNumberType() == greatest);
    }
}
