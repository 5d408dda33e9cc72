// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that folders appear complete or not at all. */
class StagedDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void isSeenUnderItsNameOnlyOncePublished() throws IOException {
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            Files.createDirectories(staged.path().resolve("variables"));
            Files.writeString(staged.path().resolve("variables").resolve("a"), "text");
            assertThat(staged.path().getFileName().toString()).startsWith(".unfinished-");
            assertThat(parent.resolve("3")).doesNotExist();
            assertThat(staged.publish("3")).isEqualTo(parent.resolve("3"));
        }
        assertThat(parent.resolve("3").resolve("variables").resolve("a")).hasContent("text");
        assertThat(parent).isDirectoryNotContaining(path -> !path.endsWith("3"));
    }

    @Test
    void closingWithoutPublishingDeletesAll() throws IOException {
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            Files.createDirectories(staged.path().resolve("a").resolve("b"));
            Files.writeString(staged.path().resolve("a").resolve("file"), "text");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void othersMayReadWhatOthersMayReadOfAnyNewFolder() throws IOException {
        Path plain = Files.createDirectory(parent.resolve("plain"));
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            assertThat(Files.getPosixFilePermissions(staged.publish("1")))
                    .isEqualTo(Files.getPosixFilePermissions(plain));
        }
    }

    @Test
    void aTakenNameIsRefusedAndKept() throws IOException {
        Path taken = Files.createDirectory(parent.resolve("3"));
        Files.writeString(taken.resolve("a"), "old");
        try (StagedDirectory staged = StagedDirectory.in(parent)) {
            Files.writeString(staged.path().resolve("a"), "new");
            assertThatThrownBy(() -> staged.publish("3"))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessage(taken.toString());
        }
        assertThat(taken.resolve("a")).hasContent("old");
        assertThat(parent).isDirectoryNotContaining(path -> !path.endsWith("3"));
    }

    @Test
    void aParentThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> StagedDirectory.in(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage("folder " + file
                        + " cannot be written (a part of its path is a file); name another or make room");
    }

    @Test
    void aFileFurtherUpIsRefused() throws IOException {
        Path below = Files.createFile(parent.resolve("file")).resolve("a");
        assertThatThrownBy(() -> StagedDirectory.in(below))
                .isInstanceOf(UserInputException.class)
                .message()
                .startsWith("folder " + below + " cannot be written (")
                .endsWith("); name another or make room");
    }
}
