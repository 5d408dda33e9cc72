// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of classes in common layouts. */
class FolderListingTest {
    @TempDir
    private Path folder;

    @Test
    void listsClassesAndFilesInTheOrderOfTheirNames() throws IOException {
        files("dog/2.png", "dog/10.jpg", "cat/b.JPEG", "cat/a.bmp");

        ListedSets sets = list();

        assertThat(sets.name()).isEqualTo(folder.toString());
        assertThat(sets.train().root()).isEqualTo(folder);
        assertThat(sets.train().classes()).containsExactly("cat", "dog");
        assertThat(names(sets.train())).containsExactly("cat/a.bmp", "cat/b.JPEG", "dog/10.jpg", "dog/2.png");
        assertThat(sets.train().files().get(2)).isEqualTo(new ImageFile(folder.resolve("dog/10.jpg"), "dog/10.jpg", 1));
        assertThat(sets.train().counts()).containsExactly(2, 2);
        assertThat(sets.validation()).isEmpty();
        assertThat(sets.test()).isEmpty();
        assertThat(sets.notes()).isEmpty();
    }

    @Test
    void findsImagesAtAnyDepthAndUnderAnyNameOfTheirKind() throws IOException {
        files("dog/poodle/1.png", "dog/poodle/small/2.jfif", "dog/3.jpe", "cat/sub.png/4.webp", "cat/5.TIF");
        Files.write(
                file("cat/without"),
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, -32, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Files.write(file("cat/photo.1"), "\u0089PNG\r\n\u001a\n0123456789".getBytes(ISO_8859_1));
        Files.write(file("cat/photo.2"), "RIFF1234WEBPVP8 56".getBytes(ISO_8859_1));
        Files.write(file("cat/photo.3"), "1234ftypavif567890".getBytes(ISO_8859_1));
        Files.write(file("cat/photo.4"), "BM12\0\0\0\0\0\0\0\0\0\0(\0\0\0".getBytes(ISO_8859_1));

        assertThat(names(list().train()))
                .containsExactly(
                        "cat/5.TIF",
                        "cat/photo.1",
                        "cat/photo.2",
                        "cat/photo.3",
                        "cat/photo.4",
                        "cat/sub.png/4.webp",
                        "cat/without",
                        "dog/3.jpe",
                        "dog/poodle/1.png",
                        "dog/poodle/small/2.jfif");
    }

    @Test
    void passesOverWhatIsNoImageAndCountsIt() throws IOException {
        files("cat/1.png", "cat/notes.txt", "dog/1.png", "dog/labels.csv", "stray.png");
        Files.writeString(file("cat/README"), "BM begins this text, and it is no bitmap.");
        Files.writeString(file("cat/short"), "II*");

        assertThat(names(list().train())).containsExactly("cat/1.png", "dog/1.png");
        assertThat(list().notes())
                .containsExactly("5 files are not images of a class and are ignored, such as cat/README");
    }

    @Test
    void passesOverWhatOperatingSystemsLeave() throws IOException {
        files(
                "cat/1.png",
                "cat/Thumbs.db",
                "cat/.DS_Store",
                "cat/._1.png",
                "cat/desktop.ini",
                "cat/.hidden/2.png",
                "dog/1.png",
                "dog/__MACOSX/._1.png",
                "__MACOSX/cat/._1.png",
                ".git/config");

        assertThat(names(list().train())).containsExactly("cat/1.png", "dog/1.png");
        assertThat(list().notes()).isEmpty();
    }

    @Test
    void choosesByValidationImagesWhereTestImagesAreThereToo() throws IOException {
        files("Train/a/1.png", "Train/b/1.png", "Test/a/2.png", "Test/b/2.png", "VALID/b/3.png");

        ListedSets sets = list();

        assertThat(names(sets.train())).containsExactly("Train/a/1.png", "Train/b/1.png");
        assertThat(names(sets.test().orElseThrow())).containsExactly("Test/a/2.png", "Test/b/2.png");
        assertThat(names(sets.validation().orElseThrow())).containsExactly("VALID/b/3.png");
        assertThat(sets.validation().orElseThrow().classes()).containsExactly("a", "b");
        assertThat(sets.validation().orElseThrow().files().get(0).label()).isEqualTo(1);
        assertThat(sets.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"val", "valid", "validation"})
    void testsOnValidationImagesWhereTheyAreAlone(String part) throws IOException {
        files("train/a/1.png", "train/b/1.png", part + "/a/2.png", part + "/b/2.png");

        ListedSets sets = list();

        assertThat(names(sets.test().orElseThrow())).containsExactly(part + "/a/2.png", part + "/b/2.png");
        assertThat(sets.validation()).isEmpty();
        assertThat(sets.notes()).containsExactly("each epoch is tested on " + part + "/, as there is no test/");
    }

    @Test
    void splitsTrainingImagesThatAreAlone() throws IOException {
        files("train/a/1.png", "train/b/1.png");

        assertThat(names(list().train())).containsExactly("train/a/1.png", "train/b/1.png");
        assertThat(list().test()).isEmpty();
        assertThat(list().notes()).containsExactly("test images are split from train/, as there is no test/");
    }

    @Test
    void takesTrainForAClassWhereNoFoldersAreInIt() throws IOException {
        files("train/1.png", "test/1.png", "plane/1.png");

        assertThat(list().train().classes()).containsExactly("plane", "test", "train");
    }

    @Test
    void takesTrainForAClassBesideOthers() throws IOException {
        files("train/steam/1.png", "plane/1.png");

        assertThat(list().train().classes()).containsExactly("plane", "train");
    }

    @Test
    void notesFoldersBesideTheParts() throws IOException {
        files("train/a/1.png", "test/a/1.png", "notes/1.txt");

        assertThat(list().notes()).containsExactly("notes/ is ignored beside train/");
    }

    @Test
    void stepsIntoAFolderAroundTheClasses() throws IOException {
        files("archive/photos/cat/1.png", "archive/photos/dog/1.png", "__MACOSX/archive/._photos", "LICENSE.txt");

        ListedSets sets = list();

        assertThat(names(sets.train())).containsExactly("cat/1.png", "dog/1.png");
        assertThat(sets.train().root()).isEqualTo(folder.resolve("archive/photos"));
        assertThat(sets.notes())
                .containsExactly(
                        "the data is in the folder archive/ inside " + folder,
                        "the data is in the folder photos/ inside " + folder.resolve("archive"));
    }

    @Test
    void stepsIntoAFolderAroundTheParts() throws IOException {
        files("ants_and_bees/train/ants/1.png", "ants_and_bees/val/ants/1.png");

        assertThat(list().notes())
                .containsExactly(
                        "the data is in the folder ants_and_bees/ inside " + folder,
                        "each epoch is tested on val/, as there is no test/");
    }

    @Test
    void namesTheLayoutWhereImagesAreInNoFolder() throws IOException {
        files("1.png", "2.png");

        refuses(folder
                + " has images but no folders, expected one folder per class, such as cat/1.jpg and dog/1.jpg, or"
                + " train/ and test/ of such folders; sort the images into folders or name a CSV file with the columns"
                + " file and label");
    }

    @Test
    void namesTheLayoutWhereNothingIsThere() {
        refuses(folder + " has no folder of images, expected one folder per class, such as cat/1.jpg and dog/1.jpg, or"
                + " train/ and test/ of such folders; name another");
    }

    @Test
    void refusesAClassWithoutImages() throws IOException {
        files("cat/1.png", "dog/readme.txt");

        refuses(folder.resolve("dog")
                + " has no image, expected images of the class dog; add some or remove the folder");
    }

    @Test
    void refusesAClassThatTrainingLacks() throws IOException {
        files("train/ants/1.png", "train/bees/1.png", "val/wasps/1.png");

        refuses(folder.resolve("val/wasps")
                + ": class \"wasps\" has no training image, expected ants, bees; add training images or remove it");
    }

    @Test
    void refusesTwoFoldersOfOnePart() throws IOException {
        files("train/a/1.png", "val/a/1.png", "valid/a/1.png");

        refuses(folder + " has both val/ and valid/, expected one folder of validation images; remove one");
    }

    @Test
    void refusesTestImagesWithoutClasses() throws IOException {
        files("train/a/1.png", "test/1.png");

        refuses(folder.resolve("test")
                + " has no folder of a class, expected one per class as in train/; sort its images"
                + " into folders or remove it");
    }

    @Test
    void refusesTestImagesAlone() throws IOException {
        files("test/a/1.png", "val/a/1.png");

        refuses(folder + " has val/ but no train/, expected training images too; add the folder train/ with one folder"
                + " per class");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        files("1.png");

        assertThatThrownBy(() -> FolderListing.list(folder.resolve("1.png"), Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(folder.resolve("1.png") + " is not a folder, expected a folder of images; name another");
    }

    @Test
    void followsLinksInsideTheFolderOnly(@TempDir Path outside) throws IOException {
        files("train/a/1.png", "train/b/1.png", "pool/2.png");
        Files.createSymbolicLink(folder.resolve("train/a/2.png"), folder.resolve("pool/2.png"));
        Files.createSymbolicLink(folder.resolve("train/b/more"), folder.resolve("pool"));
        Files.createSymbolicLink(folder.resolve("test"), folder.resolve("train"));

        assertThat(names(list().train()))
                .containsExactly("train/a/1.png", "train/a/2.png", "train/b/1.png", "train/b/more/2.png");

        for (String link : List.of("train/a/out.png", "train/a/out")) {
            Path out = Files.createSymbolicLink(folder.resolve(link), outside);
            refuses(out + " is a link out of the data's folder, expected files inside it; copy what it leads to");
            Files.delete(out);
        }
    }

    @Test
    void comesToAnEndWhereLinksGoInCircles() throws IOException {
        files("a/1.png", "b/1.png");
        Files.createSymbolicLink(folder.resolve("a/up"), folder);
        Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("b/other"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a/other"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("a/nowhere"), folder.resolve("a/nowhere"));

        ListedSets sets = list();

        assertThat(names(sets.train())).contains("a/1.png", "a/other/1.png", "b/1.png", "b/other/1.png");
        assertThat(names(sets.train())).doesNotContain("a/self/1.png", "a/up/a/1.png");
        assertThat(sets.notes())
                .anyMatch(note -> note.endsWith("is a link to a folder that is already read and is ignored"));
    }

    @Test
    void reportsProgress() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            files("a/" + i + ".png");
        }
        StringBuilder seen = new StringBuilder();

        FolderListing.list(
                folder,
                (done, total) -> seen.append(done).append('/').append(total).append(' '));

        assertThat(seen).hasToString("500/0 1000/0 ");
    }

    private ListedSets list() {
        return FolderListing.list(folder, Progress.NONE);
    }

    private void refuses(String message) {
        assertThatThrownBy(this::list).isInstanceOf(UserInputException.class).hasMessage(message);
    }

    private static List<String> names(ListedImages images) {
        return images.files().stream().map(ImageFile::name).toList();
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(file(name));
        }
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }
}
