// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.Quotes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header of a safetensors file: arrays that follow each other in the data without gaps or overlaps and fill it. */
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";
    /** The header, an array's entry and its list; nothing valid is nested deeper. */
    private static final int DEEPEST = 3;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private SafetensorsHeader() {}

    /**
     * Reads a header.
     *
     * @param json the header's text
     * @param available the bytes of data after it
     * @return the arrays by name, in the header's order
     * @throws DamagedFileException if the header is invalid or does not fit the data
     */
    static Map<String, StoredArray> parse(String json, long available) throws DamagedFileException {
        Map<String, StoredArray> arrays = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DamagedFileException("its header is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    parser.skipChildren();
                } else if (arrays.put(name, checked(SafetensorsEntry.read(name, parser), available)) != null) {
                    throw new DamagedFileException(SafetensorsEntry.NO_JSON);
                }
            }
            if (parser.nextToken() != null) {
                throw new DamagedFileException("its header has data after its end");
            }
        } catch (JsonProcessingException e) {
            throw new DamagedFileException(SafetensorsEntry.NO_JSON);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory could not be read", e);
        }
        checkCover(arrays.values().stream().toList(), available);
        return arrays;
    }

    private static StoredArray checked(StoredArray array, long available) throws DamagedFileException {
        long size = 1;
        for (int dimension : array.dimensions()) {
            // Saturated far above any file's size, so that no product overflows.
            size = Math.min(size * dimension, Integer.MAX_VALUE * 2L);
        }
        checkSize(array, size, available);
        return array;
    }

    private static void checkSize(StoredArray array, long size, long available) throws DamagedFileException {
        Optional<FloatType> type = FloatType.named(array.type());
        boolean inside = 0 <= array.begin() && array.begin() <= array.end() && array.end() <= available;
        if (!inside || (type.isPresent() && array.bytes() != size * type.get().size())) {
            throw new DamagedFileException(Quotes.quoted(array.name()) + " of " + Quotes.shortened(array.type())
                    + " and shape "
                    + Quotes.shortened(array.dimensions().toString()) + " claims the bytes " + array.begin() + " to "
                    + array.end() + " of " + available);
        }
    }

    private static void checkCover(List<StoredArray> arrays, long available) throws DamagedFileException {
        List<StoredArray> ordered = new ArrayList<>(arrays);
        ordered.sort(Comparator.comparingLong(StoredArray::begin).thenComparingLong(StoredArray::end));
        long end = 0;
        for (StoredArray array : ordered) {
            if (array.begin() != end) {
                throw new DamagedFileException(Quotes.quoted(array.name()) + " starts at byte " + array.begin()
                        + " of the data, expected " + end + ", where the array before it ends");
            }
            end = array.end();
        }
        if (end != available) {
            throw new DamagedFileException("its arrays have " + end + " bytes, its data has " + available);
        }
    }
}
