// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** JSON objects whose last field is the SHA-256 of the text before it, so that any changed byte is detected. */
public final class SealedJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SEAL = "sha256";

    private SealedJson() {}

    /** Returns the sealed text of an object without a seal. */
    public static String seal(ObjectNode object) {
        String hash = Hashing.sha256()
                .hashString(text(object), StandardCharsets.UTF_8)
                .toString();
        return text(object.deepCopy().put(SEAL, hash));
    }

    /** Returns the object of a UTF-8 text, without its seal; empty if any byte differs from the sealed text. */
    public static Optional<ObjectNode> open(byte[] text) {
        try {
            JsonNode parsed = MAPPER.readTree(text);
            if (parsed instanceof ObjectNode object) {
                object.remove(SEAL);
                boolean isWhole = Arrays.equals(seal(object).getBytes(StandardCharsets.UTF_8), text);
                return isWhole ? Optional.of(object) : Optional.empty();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(ObjectNode object) {
        // The same line endings on every system, so that texts can be compared.
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and strings could not be written as JSON", e);
        }
    }
}
