// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of class names. */
class LabelsFileTest {
    private Path file = Path.of("");

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve(LabelsFile.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ant\nbee and wasp\n", "\ufeffant\nbee and wasp", "  ant\t\r\nbee and wasp  \r\n\r\n \n"})
    void readsAName(String text) throws IOException {
        Files.writeString(file, text);

        assertThat(LabelsFile.read(file)).containsExactly("ant", "bee and wasp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\ufeff", " "})
    void refusesAnEmptyFile(String text) throws IOException {
        refuses(text, " is empty, expected a class's name on each line");
    }

    @Test
    void refusesANameThatIsThereTwice() throws IOException {
        refuses("a\nb\na \n", ": lines 1 and 3 are both \"a\", expected each class once; rename one");
    }

    @Test
    void refusesAnEmptyLineBetweenNames() throws IOException {
        refuses("a\n\nb\n", ": line 2 is empty, expected a class's name on each line");
    }

    @Test
    void refusesAFileThatCannotBeRead() {
        assertThatThrownBy(() -> LabelsFile.read(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + " cannot be read (no such file), expected a text file with a class's name on each"
                        + " line");
    }

    private void refuses(String text, String message) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> LabelsFile.read(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + message);
    }
}
