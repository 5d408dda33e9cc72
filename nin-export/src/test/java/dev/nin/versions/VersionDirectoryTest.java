// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which folders are versions, and the next version number. */
class VersionDirectoryTest {
    @TempDir
    private Path base;

    @Test
    void hasNoVersionWithoutAFolder() {
        assertThat(new VersionDirectory(base.resolve("missing")).newest()).isEmpty();
        assertThat(new VersionDirectory(base).newest()).isEmpty();
    }

    @Test
    void takesTheHighestNumberForTheNewest() throws IOException {
        folders("9", "10", "0");

        assertThat(new VersionDirectory(base).newest()).hasValue(10);
    }

    @Test
    void passesOverWhatIsNoVersion() throws IOException {
        folders("3", ".unfinished-99", "-5", "v7", "1.5", "0x10", "12345678901234567890");
        Files.writeString(base.resolve("50"), "a file");

        assertThat(new VersionDirectory(base).newest()).hasValue(3);
    }

    @Test
    void namesAVersionByItsNumber() {
        assertThat(new VersionDirectory(base).version(12)).isEqualTo(base.resolve("12"));
    }

    @Test
    void theFolderOfAVersionIsNoModel() {
        assertThatThrownBy(() -> new VersionDirectory(base.resolve("17")).requireWritable())
                .isInstanceOf(UserInputException.class)
                .hasMessage("version is part of the folder " + base.resolve("17")
                        + ", expected apart from it; name the model's folder " + base);
        assertThatThrownBy(() -> new VersionDirectory(Path.of("1")).requireModelFolder())
                .hasMessageEndingWith("; name the model's folder above it");
        assertThatCode(() -> new VersionDirectory(base.resolve("v17")).requireWritable())
                .doesNotThrowAnyException();
    }

    @Test
    void goesOnBehindVersionsAndFilesOfThatName() throws IOException {
        folders("4");
        Files.writeString(base.resolve("5"), "no version");

        assertThat(new VersionDirectory(base).next()).isEqualTo(6);
    }

    @Test
    void removesAllButTheNewest() throws IOException {
        folders("1", "9", "10", "11");
        Files.writeString(base.resolve("10/saved_model.pb"), "old");

        new VersionDirectory(base).removeAllBut(1, 9, Leftovers::delete);

        assertThat(base).isDirectoryNotContaining("glob:**/{1,10,.removed*}");
        assertThat(base.resolve("9")).isDirectory();
        assertThat(base.resolve("11")).isDirectory();
    }

    @Test
    void tellsWhatCannotBeRemovedAndGoesOn() throws IOException {
        folders("1", "2", "3", "4");

        List<String> problems = new VersionDirectory(base).removeAllBut(1, 4, folder -> {
            if (folder.getFileName().toString().startsWith(".removed-2-")) {
                throw new AccessDeniedException(folder.toString());
            }
            Leftovers.delete(folder);
        });

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("version " + base.resolve("2") + " cannot be removed (permission denied); delete "
                                + base + "/.removed-2-"));
        assertThat(base).isDirectoryNotContaining("glob:**/{1,2,3}");
        assertThat(base.resolve("4")).isDirectory();
    }

    @Test
    void goesOnAboveAllThatWereGiven() throws IOException {
        folders("4");
        HighestVersion.raise(base, 7);

        assertThat(new VersionDirectory(base).next()).isEqualTo(8);
        assertThat(new VersionDirectory(base).newest()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "-1", "7 8", "1234567890123456789"})
    void refusesADamagedRecordOfWhatWasGiven(String text) throws IOException {
        Path file = Files.writeString(base.resolve(".greatest-version"), text);

        assertThatThrownBy(() -> new VersionDirectory(base).requireWritable())
                .isInstanceOf(UserInputException.class)
                .hasMessage(file
                        + " does not hold a version number; write the highest version number ever published"
                        + " into it, so that no number is used twice");
    }

    @Test
    void refusesToCountFurtherThanVersionsGo() throws IOException {
        folders("999999999999999999");

        assertThatThrownBy(() -> new VersionDirectory(base).next())
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "folder " + base + " has no version number left above 999999999999999999; name another folder");
    }

    @Test
    void refusesANegativeNumber() {
        assertThatThrownBy(() -> new VersionDirectory(base).requireFree(-1))
                .isInstanceOf(UserInputException.class)
                .hasMessage("version is -1, expected a whole number from 0 to 999999999999999999");
    }

    @Test
    void tellsBeforehandWhereNothingCanBePublished() throws IOException {
        Path file = Files.writeString(base.resolve("file"), "mine");

        for (Path refused : List.of(file, file.resolve("model"), file.resolve("a/b"))) {
            assertThatThrownBy(() -> new VersionDirectory(refused).requireWritable())
                    .isInstanceOf(UserInputException.class)
                    .hasMessage(
                            "folder " + refused + " cannot be written (a part of its path is a file); name another");
        }
        new VersionDirectory(base).requireWritable();
        new VersionDirectory(base.resolve("new/model")).requireWritable();
        assertThat(base.resolve("new")).doesNotExist();
    }

    @Test
    void tellsBeforehandThatAFolderIsNotAModels() throws IOException {
        Path version = Files.createDirectories(base.resolve("model/v1"));
        Files.createFile(version.resolve("saved_model.pb"));
        Path digits = base.resolve("digits");
        Path images = Files.createDirectories(digits.resolve("7"));
        Files.createFile(images.resolve("image.png"));
        Path blocked = base.resolve("blocked");
        Files.createDirectories(blocked.resolve(".lock"));
        Path link = Files.createSymbolicLink(base.resolve("link"), base.resolve("nowhere"));
        Path longName = base.resolve("new").resolve("a".repeat(300));

        assertRefusedBeforehand(version, version + " is a version's folder; name the model's folder above it");
        assertRefusedBeforehand(
                digits, images + " has files, but no model, so " + digits + " is not a model's folder; name another");
        assertRefusedBeforehand(blocked, "folder " + blocked + " cannot be written (Is a directory); name another");
        assertRefusedBeforehand(link, "folder " + link + " cannot be written (no such file); name another");
        assertRefusedBeforehand(
                longName, "folder " + longName + " cannot be written (File name too long); name another");
        try (Stream<Path> children = Files.list(base)) {
            assertThat(children).hasSize(4);
        }
    }

    private static void assertRefusedBeforehand(Path folder, String message) {
        assertThatThrownBy(() -> new VersionDirectory(folder).requireWritable())
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private void folders(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(base.resolve(name));
        }
    }
}
