// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.MaskFile;
import dev.nin.data.listing.Progress;
import dev.nin.task.Target.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of tags, values, masks and of images only. */
class TargetManifestTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (int i = 1; i < 5; i++) {
            Files.createFile(folder.resolve(i + ".png"));
        }
    }

    @Test
    void readsTags() throws IOException {
        ListedSets sets = list(Kind.TAGS, "m.csv", """
                file,tags,split
                1.png,sea;beach,train
                2.png,,train
                3.png, sea ; sea ;,train
                4.png,beach,test
                """);

        assertThat(sets.train().kind()).isEqualTo(Kind.TAGS);
        assertThat(sets.train().names()).containsExactly("beach", "sea");
        assertThat(sets.train().classes()).isEmpty();
        assertThat(numbers(sets.train())).containsExactly(List.of(1f, 1f), List.of(0f, 0f), List.of(0f, 1f));
        assertThat(numbers(sets.test().orElseThrow())).containsExactly(List.of(1f, 0f));
    }

    @Test
    void readsTagsOfJsonLinesAndOfSemicolonTables() throws IOException {
        assertThat(list(
                                Kind.TAGS,
                                "m.jsonl",
                                "{\"file\": \"1.png\", \"tags\": \"b;a\"}\n{\"file\": \"2.png\", \"tags\": null}\n")
                        .train()
                        .names())
                .containsExactly("a", "b");
        assertThat(list(Kind.TAGS, "m.csv", "file;tags\n1.png;\"a;b\"\n")
                        .train()
                        .names())
                .containsExactly("a", "b");
    }

    @Test
    void refusesTagsThatCannotBeLearned() {
        refuses(
                Kind.TAGS,
                "file,tags,split\n1.png,a;b,train\n2.png,a;c,test\n",
                "line 3: tag \"c\" is in no training row, expected some of a, b; add training images or remove it");
        refuses(
                Kind.TAGS,
                "file,tags\n1.png,Sea\n2.png,sky;sea\n",
                "the tag \"Sea\" on line 2 is \"sea\" on line 3, expected one spelling; correct one of them");
        refusesAll(
                Kind.TAGS,
                "file,tags\n1.png,\n2.png, ; \n",
                folder.resolve("m.csv")
                        + " has no tag in a training row, expected some in the column tags, separated by semicolons");
        refusesAll(
                Kind.TAGS,
                "file,label\n1.png,a\n",
                folder.resolve("m.csv") + " has no column tags, only file, label; expected file and tags");
        refuses(
                Kind.TAGS,
                "file,tags\n1.png,a\n1.png,b\n",
                "lines 2 and 3 give 1.png different targets or splits, expected one; remove a line");
    }

    @Test
    void readsColumnsOfNumbersAsValues() throws IOException {
        ListedSets sets = list(Kind.VALUES, "m.csv", """
                y,file,note,angle,split,empty
                1,1.png,left,-45.5,train,
                -.5,2.png,7,1e2,test,
                """);

        assertThat(sets.train().names()).containsExactly("y", "angle");
        assertThat(numbers(sets.train())).containsExactly(List.of(1f, -45.5f));
        assertThat(numbers(sets.test().orElseThrow())).containsExactly(List.of(-0.5f, 100f));
        assertThat(sets.notes()).containsExactly("the values are the numeric columns of m.csv: y, angle");
    }

    @Test
    void readsValuesOfJsonLines() throws IOException {
        ListedSets sets = list(Kind.VALUES, "m.jsonl", """
                {"file": "1.png", "box": [1, 2], "x": 3, "name": "a"}
                {"x": -4.25, "file": "2.png", "name": "b"}
                """);

        assertThat(sets.train().names()).containsExactly("x");
        assertThat(numbers(sets.train())).containsExactly(List.of(3f), List.of(-4.25f));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "inf", "-Infinity", "1e39", "two", "''", "0x10", "1f"})
    void refusesWhatIsNoNumber(String value) {
        refuses(
                Kind.VALUES,
                "file,x,angle\n1.png,1,0\n2.png,2," + value + "\n",
                "line 3: angle is \"" + value + "\", expected a finite number; correct it or remove the line");
    }

    /** A first row that is not a number does not hide a column. */
    @Test
    void refusesNoNumberInTheFirstRow() {
        refuses(
                Kind.VALUES,
                "file,x,angle\n1.png,1,nan\n2.png,2,3\n",
                "line 2: angle is \"nan\", expected a finite number; correct it or remove the line");
        refuses(
                Kind.VALUES,
                "file,x,angle\n1.png,1,\n2.png,2,3\n",
                "line 2: angle is \"\", expected a finite number; correct it or remove the line");
    }

    @Test
    void refusesAManifestWithoutNumbers() {
        refusesAll(
                Kind.VALUES,
                "file,label,split\n1.png,a,train\n",
                folder.resolve("m.csv") + " has no numeric column, only file, label, split; expected file and a"
                        + " column for each value to be learned, such as angle");
        refusesAll(
                Kind.VALUES,
                "file,x,x\n1.png,1,2\n",
                folder.resolve("m.csv") + " has the column x twice, expected it once; rename one");
        refusesAll(
                Kind.VALUES,
                "file,x\n",
                folder.resolve("m.csv") + " names no file, expected the column file with a line for each file");
    }

    @Test
    void readsMasks() throws IOException {
        ListedSets sets = list(Kind.MASK, "m.csv", "file,mask\n1.png,2.png\n");

        assertThat(sets.train().files())
                .containsExactly(new ImageFile(folder.resolve("1.png"), "1.png", 0)
                        .withMask(new MaskFile(folder.resolve("2.png"), "2.png")));
        refuses(
                Kind.MASK,
                "file,mask\n1.png,\n",
                "line 2: mask is empty, expected a value; fill it in or remove the line");
        refusesAll(
                Kind.MASK,
                "file,mask\n1.png,2.png\n3.png,9.png\n",
                "1 of 2 files in " + folder.resolve("m.csv") + " cannot be found: 9.png (line 3); expected paths"
                        + " relative to " + folder);
    }

    @Test
    void readsImagesAlone() throws IOException {
        ListedSets sets = list(Kind.IMAGE, "m.csv", "file\n1.png\n2.png\n");

        assertThat(sets.train().files()).extracting(ImageFile::name).containsExactly("1.png", "2.png");
        assertThat(sets.train().names()).isEmpty();
    }

    @Test
    void findsFilesInAnotherFolder(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("labels.csv"), "file,label\n1.png,a\n");

        assertThat(ManifestListing.list(file, folder, Kind.CLASS, Progress.NONE)
                        .train()
                        .files())
                .containsExactly(new ImageFile(folder.resolve("1.png"), "1.png", 0));
    }

    private static List<List<Float>> numbers(ListedImages images) {
        return images.files().stream().map(ImageFile::numbers).toList();
    }

    private ListedSets list(Kind kind, String name, String text) throws IOException {
        return ManifestListing.list(Files.writeString(folder.resolve(name), text), folder, kind, Progress.NONE);
    }

    private void refuses(Kind kind, String text, String message) {
        refusesAll(kind, text, folder.resolve("m.csv") + ": " + message);
    }

    private void refusesAll(Kind kind, String text, String message) {
        assertThatThrownBy(() -> list(kind, "m.csv", text))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
