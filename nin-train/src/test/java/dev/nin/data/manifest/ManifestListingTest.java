// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that name image files and their labels. */
class ManifestListingTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectory(folder.resolve("photos"));
        for (int i = 1; i < 7; i++) {
            Files.createFile(folder.resolve("photos/" + i + ".jpg"));
        }
        Files.createFile(folder.resolve("a, \"b\".jpg"));
    }

    @Test
    void readsCsv() throws IOException {
        ListedSets sets = list("m.csv", "file,label\nphotos/2.jpg,dog\nphotos/1.jpg,cat\n");

        assertThat(sets.name()).isEqualTo(folder.resolve("m.csv").toString());
        assertThat(sets.train().root()).isEqualTo(folder);
        assertThat(sets.train().classes()).containsExactly("cat", "dog");
        assertThat(sets.train().files())
                .containsExactly(
                        new ImageFile(folder.resolve("photos/2.jpg"), "photos/2.jpg", 1),
                        new ImageFile(folder.resolve("photos/1.jpg"), "photos/1.jpg", 0));
        assertThat(sets.test()).isEmpty();
        assertThat(sets.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeffFile,LABEL\r\nphotos/1.jpg,cat\r\n\r\n",
                "label,file,box\ncat,photos/1.jpg,\"1,2\n3,4\"\n",
                " file , label \n photos/1.jpg , cat \n",
                "\"file\",\"label\"\n\"photos/1.jpg\",\"cat \"",
                "file;label\nphotos/1.jpg;cat\n",
                "file\tlabel\nphotos/1.jpg\tcat\n"
            })
    void takesCsvAsSpreadsheetsWriteIt(String text) throws IOException {
        ListedSets sets = list("m.CSV", text);

        assertThat(sets.train().classes()).containsExactly("cat");
        assertThat(names(sets.train())).containsExactly("photos/1.jpg");
    }

    @Test
    void readsQuotedNames() throws IOException {
        assertThat(names(list("m.csv", "file,label\n\"a, \"\"b\"\".jpg\",cat\n").train()))
                .containsExactly("a, \"b\".jpg");
    }

    @Test
    void readsJsonLines() throws IOException {
        ListedSets sets = list("m.jsonl", """
                \ufeff{"file": "photos/2.jpg", "label": 7, "boxes": [[1, 2]]}

                {"label": " 3 ", "file": "photos/1.jpg", "split": null}
                """);

        assertThat(sets.train().classes()).containsExactly("3", "7");
        assertThat(names(sets.train())).containsExactly("photos/2.jpg", "photos/1.jpg");
    }

    @Test
    void readsSplits() throws IOException {
        ListedSets sets = list("m.csv", """
                file,label,split
                photos/1.jpg,a,train
                photos/2.jpg,b,Training
                photos/3.jpg,a,val
                photos/4.jpg,a,test
                photos/5.jpg,b,TEST
                """);

        assertThat(names(sets.train())).containsExactly("photos/1.jpg", "photos/2.jpg");
        assertThat(names(sets.validation().orElseThrow())).containsExactly("photos/3.jpg");
        assertThat(names(sets.test().orElseThrow())).containsExactly("photos/4.jpg", "photos/5.jpg");
    }

    @Test
    void testsOnTheValidationSplitWhereItIsAlone() throws IOException {
        ListedSets sets = list("m.csv", "file,label,split\nphotos/1.jpg,a,train\nphotos/2.jpg,a,valid\n");

        assertThat(names(sets.test().orElseThrow())).containsExactly("photos/2.jpg");
        assertThat(sets.validation()).isEmpty();
        assertThat(sets.notes()).containsExactly("each epoch is tested on split validation, as there is no split test");
    }

    @Test
    void takesFilesFromElsewhere(@TempDir Path other) throws IOException {
        Path far = Files.createFile(other.resolve("far.png"));
        Path manifest = Files.createDirectory(folder.resolve("lists")).resolve("m.csv");
        Files.writeString(manifest, "file,label\n../photos/1.jpg,a\n" + far + ",b\n");

        assertThat(ManifestListing.list(manifest, Progress.NONE).train().files())
                .extracting(ImageFile::path)
                .containsExactly(folder.resolve("lists/../photos/1.jpg"), far);
    }

    @Test
    void namesAllMissingFilesUpToTwenty() throws IOException {
        refuses(
                "m.csv",
                "file,label\nphotos/1.jpg,a\nx.jpg,a\ny.jpg,b\n",
                "2 of 3 files in " + folder.resolve("m.csv")
                        + " cannot be found: x.jpg (line 3), y.jpg (line 4); expected paths relative to " + folder);
        String many = IntStream.range(0, 30).mapToObj(i -> i + ".jpg,a\n").collect(Collectors.joining());

        assertThatThrownBy(() -> list("m.csv", "file,label\n" + many))
                .hasMessageStartingWith("30 of 30 files in ")
                .hasMessageContaining("18.jpg (line 20), 19.jpg (line 21) and 10 more; expected");
    }

    @Test
    void namesAMissingColumnAndThoseFound() throws IOException {
        refuses(
                "m.csv",
                "file,lable,box\nphotos/1.jpg,a,1\n",
                folder.resolve("m.csv") + " has no column label, only file, lable, box; expected file and label");
        refuses(
                "m.jsonl",
                "{\"file\": \"photos/1.jpg\", \"label\": 1}\n{\"path\": \"x\", \"label\": 2}\n",
                folder.resolve("m.jsonl") + ": line 2 has no column file, only path, label; expected file and label");
    }

    @Test
    void refusesALabelInTwoSpellings() throws IOException {
        refuses(
                "m.csv",
                "file,label\nphotos/1.jpg,Cat\nphotos/2.jpg,dog\nphotos/3.jpg,cat\n",
                folder.resolve("m.csv") + ": the label \"Cat\" on line 2 is \"cat\" on line 4, expected one spelling;"
                        + " correct one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "photos/1.jpg,|line 3: label is empty, expected a value; fill it in or remove the line",
                ",cat|line 3: file is empty, expected a value; fill it in or remove the line",
                "photos/1.jpg|line 3 has 1 values, expected 2: file, label",
                "photos/1.jpg,cat,dog|line 3 has 3 values, expected 2: file, label",
                "photos,cat|line 3 names the folder photos, expected an image; name each of its images on a line"
            })
    void namesTheLineOfAWrongRow(String row, String message) throws IOException {
        refuses("m.csv", "file,label\nphotos/2.jpg,cat\n" + row + "\n", folder.resolve("m.csv") + ": " + message);
    }

    @Test
    void countsLinesInsideQuotes() throws IOException {
        refuses(
                "m.csv",
                "file,label,note\nphotos/1.jpg,a,\"one\ntwo\"\n\nphotos/2.jpg,,x\n",
                folder.resolve("m.csv") + ": line 5: label is empty, expected a value; fill it in or remove the line");
    }

    @Test
    void refusesASplitThatIsNone() throws IOException {
        refuses(
                "m.csv",
                "file,label,split\nphotos/1.jpg,a,train\nphotos/2.jpg,a,dve\n",
                folder.resolve("m.csv") + ": line 3: split is \"dve\", expected train, validation or test");
        refuses(
                "m.csv",
                "file,label,split\nphotos/1.jpg,a,train\nphotos/2.jpg,a,\n",
                folder.resolve("m.csv") + ": line 3: split is \"\", expected train, validation or test");
        refuses(
                "m.csv",
                "file,label,split\nphotos/1.jpg,a,test\n",
                folder.resolve("m.csv") + " has no row of the split train, expected training images too");
    }

    @Test
    void refusesAClassWithoutTrainingImages() throws IOException {
        refuses(
                "m.csv",
                "file,label,split\nphotos/1.jpg,a,train\nphotos/2.jpg,b,test\n",
                folder.resolve("m.csv")
                        + ": line 3: class \"b\" has no training image, expected a; add training images or remove it");
    }

    @Test
    void refusesAFileOfTwoLabels() throws IOException {
        refuses(
                "m.csv",
                "file,label\nphotos/1.jpg,a\nphotos/1.jpg,a\nphotos/1.jpg,b\n",
                folder.resolve("m.csv")
                        + ": lines 2 and 4 give photos/1.jpg different labels or splits, expected one; remove a line");
    }

    @Test
    void refusesAColumnThatIsThereTwice() throws IOException {
        refuses(
                "m.csv",
                "file,label,Label\nphotos/1.jpg,a,b\n",
                folder.resolve("m.csv") + " has the column label twice, expected it once; rename one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file,label\n", "\n\n"})
    void refusesAManifestWithoutRows(String text) throws IOException {
        refuses(
                "m.csv",
                text,
                folder.resolve("m.csv")
                        + " names no file, expected the columns file and label with a line for each file");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("m.csv"), "file,label\né,a\n".getBytes(UTF_16));

        assertThatThrownBy(() -> ManifestListing.list(file, Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(file + " cannot be read (it is not UTF-8 text), expected a CSV file or one of JSON lines");
    }

    @Test
    void refusesLinesThatAreNoObjects() throws IOException {
        refuses(
                "m.ndjson",
                "[1]\n",
                folder.resolve("m.ndjson")
                        + ": line 1 is not a JSON object, expected one such as {\"file\": \"cat/1.jpg\", \"label\": "
                        + "\"cat\"}");
        refuses(
                "m.ndjson",
                "{\"file\": \"photos/1.jpg\", \"label\": [\"a\"]}\n",
                folder.resolve("m.ndjson") + ": line 1: label is [\"a\"], expected one text or number");
        assertThatThrownBy(() -> list("m.ndjson", "{\"file\"\n"))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(folder.resolve("m.ndjson") + ": line 1 is not JSON (");
    }

    @Test
    void tellsManifestsByTheirEndings() {
        assertThat(List.of("a.csv", "a.CSV", "a.jsonl", "a.ndjson"))
                .allMatch(name -> ManifestListing.matches(Path.of(name)));
        assertThat(List.of("a.json", "a.txt", "csv.d")).noneMatch(name -> ManifestListing.matches(Path.of(name)));
    }

    @Test
    void listsManyFilesInAShortTime() throws IOException {
        String rows = IntStream.range(0, 100_000)
                .mapToObj(i -> "photos/" + (1 + i % 6) + ".jpg,c" + (i % 6) + "\n")
                .collect(Collectors.joining());
        List<Integer> seen = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("m.csv"), "file,label\n" + rows);

        assertThat(ManifestListing.list(file, (done, total) -> seen.add(done))
                        .train()
                        .files())
                .hasSize(100_000);
        assertThat(seen).contains(500, 100_000);
    }

    private ListedSets list(String name, String text) throws IOException {
        return ManifestListing.list(Files.writeString(folder.resolve(name), text), Progress.NONE);
    }

    private void refuses(String name, String text, String message) {
        assertThatThrownBy(() -> list(name, text))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private static List<String> names(ListedImages images) {
        return images.files().stream().map(ImageFile::name).toList();
    }
}
