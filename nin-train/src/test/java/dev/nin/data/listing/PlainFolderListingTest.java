// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.task.Target.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFolderListingTest {
    @TempDir
    private Path folder;

    @Test
    void matchesMasksToImagesByName() throws IOException {
        files("images/b.jpg", "images/a.png", "images/deep/a.png", "images/x.y.png");
        files("masks/b.png", "masks/a.bmp", "masks/deep/a.png", "masks/x.y.png", "masks/other.png", "masks/notes.txt");

        ListedSets sets = PlainFolderListing.list(folder, Kind.MASK, Progress.NONE);

        assertThat(pairs(sets.train()))
                .containsExactly(
                        "images/a.png masks/a.bmp",
                        "images/b.jpg masks/b.png",
                        "images/deep/a.png masks/deep/a.png",
                        "images/x.y.png masks/x.y.png");
        assertThat(sets.train().kind()).isEqualTo(Kind.MASK);
        assertThat(sets.test()).isEmpty();
        assertThat(sets.notes())
                .containsExactly(
                        "the mask masks/other.png has no image and is ignored",
                        "masks/notes.txt is not an image and is ignored");
    }

    @Test
    void findsPartsAroundImagesAndMasks() throws IOException {
        files("train/images/1.png", "train/masks/1.png", "Val/images/2.png", "Val/masks/2.png");
        files("test/images/3.png", "test/Masks/3.png", "spare/images/4.png");

        ListedSets sets = PlainFolderListing.list(folder, Kind.MASK, Progress.NONE);

        assertThat(pairs(sets.train())).containsExactly("train/images/1.png train/masks/1.png");
        assertThat(pairs(sets.validation().orElseThrow())).containsExactly("Val/images/2.png Val/masks/2.png");
        assertThat(pairs(sets.test().orElseThrow())).containsExactly("test/images/3.png test/Masks/3.png");
        assertThat(sets.notes()).containsExactly("spare/ is ignored beside train/");
    }

    @Test
    void findsPartsInsideImagesAndMasks() throws IOException {
        files("set/images/train/1.png", "set/masks/train/1.png", "set/images/val/2.png", "set/masks/val/2.png");

        ListedSets sets = PlainFolderListing.list(folder, Kind.MASK, Progress.NONE);

        assertThat(pairs(sets.train())).containsExactly("images/train/1.png masks/train/1.png");
        assertThat(pairs(sets.test().orElseThrow())).containsExactly("images/val/2.png masks/val/2.png");
        assertThat(sets.notes())
                .containsExactly(
                        "the data is in the folder set/ inside " + folder,
                        "each epoch is tested on val/, as there is no test/");
    }

    @Test
    void refusesImagesWithoutMasks() throws IOException {
        files("images/1.png", "images/2.png", "images/3.png", "masks/2.png");
        refuses(
                Kind.MASK,
                "2 of 3 images in " + folder.resolve("images")
                        + " have no mask: images/1.png, images/3.png; expected masks of the same names in "
                        + folder.resolve("masks"));
    }

    @Test
    void refusesTwoMasksOfAnImage() throws IOException {
        files("images/1.png", "masks/1.png", "masks/1.bmp");
        refuses(
                Kind.MASK,
                folder.resolve("masks")
                        + " has both masks/1.bmp and masks/1.png, expected one mask for an image; remove one");
    }

    @Test
    void refusesFoldersThatAreMissing() throws IOException {
        files("images/1.png", "labels/1.png");
        refuses(
                Kind.MASK,
                folder + " has images/ but no masks/, expected a mask for each image; add the folder masks/, or name a"
                        + " file with the columns file and mask");
    }

    @Test
    void refusesAFolderOfNeither() throws IOException {
        files("photos/1.png", "labels/1.png");
        refuses(
                Kind.MASK,
                folder + " has no folder images/, expected images/ and masks/, or train/ and test/ of such folders;"
                        + " rename its folders, or name a file with the columns file and mask");
    }

    @Test
    void refusesAPartWithoutMasks() throws IOException {
        files("images/train/1.png", "images/test/1.png", "masks/train/1.png");
        refuses(
                Kind.MASK,
                folder.resolve("masks") + " has no folder test/, expected the masks of " + folder.resolve("images/test")
                        + "; add it");
    }

    @Test
    void refusesNoImages() throws IOException {
        files("images/notes.txt", "masks/1.png");
        refuses(Kind.MASK, folder.resolve("images") + " has no image, expected images; add some or remove the folder");
    }

    @Test
    void takesImagesWhereverTheyAre() throws IOException {
        files("1.png", "cat/2.png", "cat/young/3.png", "notes.txt");

        ListedSets sets = PlainFolderListing.list(folder, Kind.IMAGE, Progress.NONE);

        assertThat(sets.train().files())
                .extracting(ImageFile::name)
                .containsExactly("1.png", "cat/2.png", "cat/young/3.png");
        assertThat(sets.train().kind()).isEqualTo(Kind.IMAGE);
        assertThat(sets.notes()).containsExactly("notes.txt is not an image and is ignored");
    }

    @Test
    void takesPartsOfFlatFolders() throws IOException {
        files("train/1.png", "test/2.png");

        ListedSets sets = PlainFolderListing.list(folder, Kind.IMAGE, Progress.NONE);

        assertThat(sets.train().files()).extracting(ImageFile::name).containsExactly("train/1.png");
        assertThat(sets.test().orElseThrow().files())
                .extracting(ImageFile::name)
                .containsExactly("test/2.png");
    }

    @Test
    void refusesTestImagesAlone() throws IOException {
        files("test/2.png");
        refuses(Kind.IMAGE, folder + " has test/ but no train/, expected training images too; add the folder train/");
    }

    @Test
    void refusesAPartThatIsThereTwice() throws IOException {
        files("train/1.png", "val/2.png", "valid/2.png");
        refuses(Kind.IMAGE, folder + " has both val/ and valid/, expected one folder of validation images; remove one");
    }

    @Test
    void refusesAFolderWithoutImages() throws IOException {
        files("notes.txt");
        refuses(Kind.IMAGE, folder + " has no image, expected images in it or in its folders; name another");
    }

    private static List<String> pairs(ListedImages images) {
        return images.files().stream()
                .map(file -> file.name() + " " + file.mask().orElseThrow().name())
                .toList();
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private void refuses(Kind kind, String message) {
        assertThatThrownBy(() -> PlainFolderListing.list(folder, kind, Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
