// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.nin.UserInputException;
import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelJson;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for JSON files within limits. */
class JsonFileTest {
    /** Memory allowed for a tree of the maximum number of values, in addition to its text. */
    private static final int TREE = 32 << 20;

    @TempDir
    private Path folder;

    @Test
    void readsATree() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"a\": [1, \"é\"]}");
        assertThat(JsonFile.read(file).at("/a/1").asText()).isEqualTo("é");
    }

    /** Each of these values takes many times its size in the tree. */
    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "11,", "0.5,", "\"a\",", "{\"a\":1},", "[[[[]]]],"})
    void aMegabyteOfManyValuesTakesABoundedTree(String value) throws IOException {
        String json = "[" + value.repeat(1_000_000 / value.length()) + "1]";
        Path file = Files.writeString(folder.resolve("many.json"), json);
        ReaderContract.check(json.length() + TREE / 10, () -> {
            try {
                JsonFile.read(file);
            } catch (StreamConstraintsException e) {
                assertThat(e).hasMessageContaining("600000");
            }
        });
        ReaderContract.check(
                json.length() + TREE / 10,
                () -> assertThatThrownBy(() -> ModelJson.read(json)).isInstanceOf(InvalidModelException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String value) throws IOException {
        Path file = Files.writeString(folder.resolve("deep.json"), value.repeat(200_000));
        ReaderContract.check(
                Files.size(file),
                () -> assertThatThrownBy(() -> JsonFile.read(file)).isInstanceOf(StreamConstraintsException.class));
    }

    @Test
    void aFileThatIsTooLongIsRefusedUnread() throws IOException {
        Path file = Files.writeString(folder.resolve("long.json"), " ".repeat(JsonFile.LARGEST + 1));
        assertThatThrownBy(() -> JsonFile.read(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + " is longer than any such file, expected at most " + JsonFile.LARGEST
                        + " bytes; name another");
    }
}
