// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.listing.FolderListing;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files checked before training, and the cache of the findings. */
class FileScanTest {
    private static final int VERSION = 3;

    @TempDir
    private Path folder;

    @TempDir
    private Path caches;

    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** Accepts files of the form "good 20x30 ..." that end with "." as images. */
    private FileCheck check(int version) {
        return new FileCheck() {
            @Override
            public Finding check(FileContent file) throws IOException {
                checked.add(folder.relativize(file.path()).toString());
                String head = new String(file.head(), US_ASCII);
                if (!head.startsWith("good ")) {
                    throw new IOException("it is no image");
                }
                return file.tail()[1] == '.'
                        ? Finding.image(Integer.parseInt(head, 5, 7, 10), Integer.parseInt(head, 8, 10, 10))
                        : Finding.bad("it is cut off");
            }

            @Override
            public int version() {
                return version;
            }
        };
    }

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : List.of("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png")) {
            write(name, "good 20x30 " + name + ".");
        }
    }

    @Test
    void findsTheSizesOfAllFilesAndWhatTellsThemApart() throws IOException {
        write("dog/2.png", "good 40x50 " + "-".repeat(100_000) + ".");

        ScannedSets sets = scan(BadFiles.FAIL, ScanCache.none());

        assertThat(sets.train().files().get(0).finding()).isEqualTo(Finding.image(20, 30));
        assertThat(sets.train().files().get(3).finding()).isEqualTo(Finding.image(40, 50));
        assertThat(sets.train().files().stream().map(ScannedFile::digest)).doesNotHaveDuplicates();
        assertThat(sets.train().files().get(0).digest()).hasSize(16);
        assertThat(sets.listed()).isEqualTo(listed());
        assertThat(sets.skipped()).isEmpty();
    }

    @Test
    void refusesAllBadFilesTogether() throws IOException {
        write("cat/2.png", "");
        write("dog/1.png", "good 20x30 to no end");
        write("dog/2.png", "no");

        assertThatThrownBy(() -> scan(BadFiles.FAIL, ScanCache.none()))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "3 of 4 images in " + folder + " cannot be used: cat/2.png (it is empty), dog/1.png (it is cut"
                                + " off), dog/2.png (it is no image); repair or delete them, or skip them"
                                + " (BadFiles.SKIP, --on-bad-file skip)");
    }

    @Test
    void namesTwentyBadFilesAndHowManyMore() throws IOException {
        for (int i = 10; i < 50; i++) {
            write("cat/bad" + i + ".png", "no");
        }

        assertThatThrownBy(() -> scan(BadFiles.FAIL, ScanCache.none()))
                .hasMessageStartingWith(
                        "40 of 44 images in " + folder + " cannot be used: cat/bad10.png (it is no image), ")
                .hasMessageContaining("cat/bad29.png (it is no image) and 20 more; repair")
                .hasMessageNotContaining("bad30");
    }

    @Test
    void namesAsManyBadFilesOfLongNamesAsFitIntoAMessage() throws IOException {
        for (int i = 10; i < 50; i++) {
            write("cat/" + "x".repeat(200) + i + ".png", "no");
        }

        assertThatThrownBy(() -> scan(BadFiles.FAIL, ScanCache.none()))
                .hasMessageContaining(" and 33 more; repair")
                .hasMessageEndingWith("--on-bad-file skip)");
    }

    @Test
    void leavesBadFilesOutWhenAsked() throws IOException {
        write("cat/2.png", "no");

        ScannedSets sets = scan(BadFiles.SKIP, ScanCache.none());

        assertThat(sets.train().images().files().stream().map(ImageFile::name))
                .containsExactly("cat/1.png", "dog/1.png", "dog/2.png");
        assertThat(sets.train().files()).hasSize(3);
        assertThat(sets.skipped()).containsExactly(new BadFile("cat/2.png", "it is no image"));
        assertThat(sets.notes())
                .containsExactly("1 of 4 images cannot be used and are skipped, such as cat/2.png (it is no image)");
    }

    @Test
    void refusesAClassOfBadFilesOnly() throws IOException {
        write("cat/1.png", "no");
        write("cat/2.png", "no");

        assertThatThrownBy(() -> scan(BadFiles.SKIP, ScanCache.none()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("class \"cat\" has no training image that can be used, expected one of its 2 to be good;"
                        + " repair some or remove the class");
    }

    @Test
    void tellsPartsApart() throws IOException {
        for (String part : List.of("train", "val", "test")) {
            write("parts/" + part + "/a/1.png", "good 10x10 " + part + ".");
            write("parts/" + part + "/a/2.png", "no");
        }
        ListedSets listed = FolderListing.list(folder.resolve("parts"), Progress.NONE);

        ScannedSets sets = FileScan.scan(listed, check(VERSION), BadFiles.SKIP, ScanCache.none(), Progress.NONE);

        assertThat(sets.listed().train().files()).extracting(ImageFile::name).containsExactly("train/a/1.png");
        assertThat(sets.listed().validation().orElseThrow().files())
                .extracting(ImageFile::name)
                .containsExactly("val/a/1.png");
        assertThat(sets.listed().test().orElseThrow().files())
                .extracting(ImageFile::name)
                .containsExactly("test/a/1.png");
        assertThat(sets.skipped())
                .extracting(BadFile::name)
                .containsExactly("train/a/2.png", "val/a/2.png", "test/a/2.png");
    }

    @Test
    void refusesAPartOfBadFilesOnly() throws IOException {
        write("parts/train/a/1.png", "good 10x10.");
        write("parts/test/a/2.png", "no");
        ListedSets listed = FolderListing.list(folder.resolve("parts"), Progress.NONE);

        assertThatThrownBy(() -> FileScan.scan(listed, check(VERSION), BadFiles.SKIP, ScanCache.none(), Progress.NONE))
                .hasMessage("none of 1 images in " + folder.resolve("parts")
                        + " can be used, such as test/a/2.png (it is no image); repair some");
    }

    @Test
    void namesFilesThatVanishedOrBecameFolders() throws IOException {
        ListedSets listed = listed();
        Files.delete(folder.resolve("cat/2.png"));
        Files.delete(folder.resolve("dog/2.png"));
        Files.createDirectory(folder.resolve("dog/2.png"));

        ScannedSets sets = FileScan.scan(listed, check(VERSION), BadFiles.SKIP, ScanCache.none(), Progress.NONE);

        assertThat(sets.skipped())
                .containsExactly(
                        new BadFile("cat/2.png", "it cannot be read: no such file"),
                        new BadFile("dog/2.png", "it is not a file"));
    }

    @Test
    void namesAFileThatShrinksWhileItIsRead() throws IOException {
        write("cat/2.png", "good 20x30 and more.");
        FileCheck shrinking = new FileCheck() {
            @Override
            public Finding check(FileContent file) throws IOException {
                if (file.size() == 20) {
                    Files.writeString(file.path(), "good");
                    file.read(10, 10);
                }
                return Finding.image(1, 1);
            }

            @Override
            public int version() {
                return 1;
            }
        };

        assertThat(FileScan.scan(listed(), shrinking, BadFiles.SKIP, ScanCache.none(), Progress.NONE)
                        .skipped())
                .containsExactly(
                        new BadFile("cat/2.png", "it ends after byte 10, expected 20 bytes as when it was opened"));
    }

    @Test
    void readsNoFileTwiceThatHasNotChanged() throws IOException {
        ScannedSets first = scan(BadFiles.FAIL, cache());
        assertThat(checked).hasSize(4);
        checked.clear();

        assertThat(scan(BadFiles.FAIL, cache())).isEqualTo(first);
        assertThat(checked).isEmpty();

        write("cat/1.png", "good 60x70 longer than before.");
        Files.setLastModifiedTime(folder.resolve("dog/2.png"), FileTime.fromMillis(1_000_000));
        write("dog/3.png", "good 60x70.");

        assertThat(scan(BadFiles.FAIL, cache()).train().files().get(0).finding())
                .isEqualTo(Finding.image(60, 70));
        assertThat(checked).containsExactlyInAnyOrder("cat/1.png", "dog/2.png", "dog/3.png");
    }

    @Test
    void looksAtBadFilesEachTime() throws IOException {
        write("cat/2.png", "no");
        scan(BadFiles.SKIP, cache());
        checked.clear();

        assertThat(scan(BadFiles.SKIP, cache()).skipped()).hasSize(1);
        assertThat(checked).containsExactly("cat/2.png");
    }

    @Test
    void forgetsWhatAnotherVersionFound() throws IOException {
        scan(BadFiles.FAIL, cache());
        checked.clear();

        FileScan.scan(listed(), check(VERSION + 1), BadFiles.FAIL, cache(), Progress.NONE);

        assertThat(checked).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 20, 50, 100, -1})
    void forgetsWhatADamagedCacheSays(int length) throws IOException {
        ScannedSets first = scan(BadFiles.FAIL, cache());
        Path file = onlyCache();
        byte[] bytes = Files.readAllBytes(file);
        if (length < 0) {
            bytes[bytes.length / 2] ^= 1;
        }
        Files.write(file, length < 0 ? bytes : Arrays.copyOf(bytes, length));
        checked.clear();

        assertThat(scan(BadFiles.FAIL, cache())).isEqualTo(first);
        assertThat(checked).hasSize(4);
        checked.clear();
        scan(BadFiles.FAIL, cache());
        assertThat(checked).isEmpty();
    }

    @Test
    void doesWithoutACacheFolderThatCannotBeWritten() throws IOException {
        Path blocked = Files.writeString(caches.resolve("file"), "no folder").resolve("scans");

        assertThat(FileScan.scan(listed(), check(VERSION), BadFiles.FAIL, ScanCache.in(blocked, folder), Progress.NONE)
                        .train()
                        .files())
                .hasSize(4);
    }

    @Test
    void readsHardLinksOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.createLink(folder.resolve("cat/link" + i + ".png"), folder.resolve("cat/1.png"));
        }

        ScannedSets sets = scan(BadFiles.FAIL, ScanCache.none());

        assertThat(sets.train().files()).hasSize(24);
        // Several cores may reach the first links at the same time.
        assertThat(checked).hasSizeLessThan(4 + Runtime.getRuntime().availableProcessors());
    }

    @Test
    void reportsProgressUpToTheEnd() throws IOException {
        List<String> seen = new ArrayList<>();

        FileScan.scan(
                listed(),
                check(VERSION),
                BadFiles.FAIL,
                ScanCache.none(),
                (done, total) -> seen.add(done + "/" + total));

        assertThat(seen.get(seen.size() - 1)).isEqualTo("4/4");
    }

    private ScannedSets scan(BadFiles badFiles, ScanCache cache) {
        return FileScan.scan(listed(), check(VERSION), badFiles, cache, Progress.NONE);
    }

    private ScanCache cache() {
        return ScanCache.in(caches, folder);
    }

    private Path onlyCache() throws IOException {
        try (var files = Files.list(caches)) {
            return files.toList().get(0);
        }
    }

    private ListedSets listed() {
        return FolderListing.list(folder, Progress.NONE);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
