// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.data.listing.FolderListing;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.listing.Progress;
import dev.nin.files.RecordFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/** Folders of TFRecord shards, read and written. */
class TfRecordListingTest {
    @TempDir
    private Path folder;

    @Test
    void readsShardsOfAllParts() throws IOException {
        shard("train-00000-of-00002", example(0, "ant"), example(1, "bee"));
        shard("train-00001-of-00002", example(1, "bee"));
        shard("validation.tfrecord", example(1, "bee"));
        shard("set_test_0.tfrecords", example(0, "ant"));
        Files.writeString(folder.resolve("readme.txt"), "no shard");

        TfRecordSets sets = TfRecordListing.list(folder, Progress.NONE);

        assertThat(TfRecordListing.matches(folder)).isTrue();
        assertThat(sets.name()).isEqualTo(folder.toString());
        assertThat(sets.classes()).containsExactly("ant", "bee");
        assertThat(labels(sets.train())).containsExactly(0, 1, 1);
        assertThat(new String(sets.train().encoded(2), UTF_8)).isEqualTo("image of 1");
        assertThat(sets.train().name(2)).isEqualTo("train-00001-of-00002 record 1");
        assertThat(labels(sets.validation().orElseThrow())).containsExactly(1);
        assertThat(labels(sets.test().orElseThrow())).containsExactly(0);
        assertThat(sets.notes()).isEmpty();
    }

    @Test
    void passesOverEmptyShards() throws IOException {
        shard("train-00000-of-00004");
        shard("train-00001-of-00004", example(0, "ant"));
        shard("train-00002-of-00004");
        shard("train-00003-of-00004", example(0, "ant"), example(1, "bee"));

        TfRecordSource train = TfRecordListing.list(folder, Progress.NONE).train();

        assertThat(IntStream.range(0, 3).mapToObj(train::name))
                .containsExactly(
                        "train-00001-of-00004 record 1",
                        "train-00003-of-00004 record 1",
                        "train-00003-of-00004 record 2");
        assertThat(new String(train.encoded(2), UTF_8)).isEqualTo("image of 1");
    }

    @Test
    void takesShardsOfNoPartForTraining() throws IOException {
        shard("flowers.tfrecord", example(0, "ant"));

        assertThat(TfRecordListing.list(folder, Progress.NONE).train().size()).isEqualTo(1);
        assertThat(TfRecordListing.list(folder, Progress.NONE).notes())
                .containsExactly("test images are split from the train shards, as there is no test shard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:ant\n1:bee\n", "ant\nbee\n"})
    void countsLabelsFromZeroWithALabelsFile(String names) throws IOException {
        labels("train.tfrecord", names, 0, 1);

        assertThat(classes()).containsExactly("ant", "bee");
        assertThat(trainLabels()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:ant\n2:bee\n", "ant\nbee\n"})
    void countsLabelsFromOneWithALabelsFile(String names) throws IOException {
        labels("train.tfrecord", names, 1, 2);

        assertThat(classes()).containsExactly("ant", "bee");
        assertThat(trainLabels()).containsExactly(0, 1);
    }

    @Test
    void countsLabelsFromZeroWhereTheFirstLineIsThatOfAClassWithoutImages() throws IOException {
        labels("train.tfrecord", "background\nant\nbee\n", 1, 2);
        assertThat(trainLabels()).containsExactly(1, 2);

        shard("train.tfrecord", example(1, "ant"), example(2, "bee"));
        assertThat(trainLabels()).containsExactly(1, 2);
    }

    @Test
    void believesTheNamesInRecords() throws IOException {
        Files.writeString(folder.resolve("labels.txt"), "ant\nbee\nwasp\n");
        shard("train.tfrecord", example(1, "ant"), example(2, "bee"));

        assertThat(trainLabels()).containsExactly(0, 1);
    }

    @Test
    void namesClassesByNumberWithoutNames() throws IOException {
        shard("train.tfrecord", example(1, ""), example(3, ""));

        assertThat(classes()).containsExactly("1", "2", "3");
        assertThat(trainLabels()).containsExactly(0, 2);
    }

    @Test
    void refusesLabelsBeyondTheLabelsFile() throws IOException {
        labels("train.tfrecord", "ant\nbee\n", 0, 2);

        refuses(folder.resolve("labels.txt") + " names 2 classes, labels 0 to 1, but records have labels from 0 to 2;"
                + " expected a line for each class");
    }

    @Test
    void refusesAShardThatIsCutOff() throws IOException {
        Path shard = shard("train.tfrecord", example(0, "ant"), example(1, "bee"));
        byte[] whole = Files.readAllBytes(shard);
        int first = RecordFraming.frame(example(0, "ant")).length;
        for (int length : new int[] {first + 1, first + 12, whole.length - 1}) {
            Files.write(shard, Arrays.copyOf(whole, length));

            refuses(shard + " is cut off at byte " + length + ", within record 2; copy the file again");
        }
    }

    @Test
    void refusesADamagedHeader() throws IOException {
        Path shard = shard("train.tfrecord", example(0, "ant"), example(1, "bee"));
        int first = RecordFraming.frame(example(0, "ant")).length;
        flip(shard, first + 2);

        refuses(shard + ": the header of record 2 at byte " + first
                + " is damaged, expected TFRecord; copy the file again");
    }

    @Test
    void refusesDamagedDataWhenItIsRead() throws IOException {
        Path shard = shard("train.tfrecord", example(0, "ant"), example(1, "bee"));
        flip(shard, Files.size(shard) - 6);
        TfRecordSource train = TfRecordListing.list(folder, Progress.NONE).train();

        assertThat(train.encoded(0)).isNotEmpty();
        assertThatThrownBy(() -> train.encoded(1))
                .isInstanceOf(UserInputException.class)
                .hasMessage(shard + ": record 2 is damaged: its checksum is not that of its data; copy the file again");

        Files.delete(shard);
        assertThatThrownBy(() -> train.encoded(0))
                .isInstanceOf(UserInputException.class)
                .hasMessage(shard + ": record 1 cannot be read (no such file)");
    }

    @Test
    void refusesCompressedShards() throws IOException {
        Path shard = folder.resolve("train.tfrecord.gz");
        Files.write(shard, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        refuses(shard + " is compressed, expected plain TFRecord; write it without compression");
    }

    @Test
    void refusesMissingShards() throws IOException {
        shard("train-00001-of-00004", example(0, "ant"));
        shard("train-00002-of-00004", example(0, "ant"));

        refuses(folder + " lacks 2 of the 4 shards that train-00001-of-00004 is one of: 00000, 00003; copy them too");
    }

    @Test
    void refusesAShardBeyondTheCount() throws IOException {
        shard("train-00002-of-00002", example(0, "ant"));

        refuses(folder.resolve("train-00002-of-00002") + " is named as shard 2 of 2, expected 0 to 1; rename it");
    }

    @Test
    void refusesShardsOfTwoSets() throws IOException {
        shard("train-00000-of-00001", example(0, "ant"));
        shard("train-00001-of-00002", example(0, "ant"));

        refuses(folder.resolve("train-00001-of-00002")
                + " is one of 2 shards and another one of 1, expected one set; remove the other");
    }

    @Test
    void refusesAShardOfNoPartBesideOthers() throws IOException {
        shard("extra.tfrecord", example(0, "ant"));
        shard("train.tfrecord", example(0, "ant"));

        refuses(folder.resolve("extra.tfrecord")
                + " belongs to no part, expected train, validation or test in its name; rename it or remove it");
    }

    @Test
    void refusesTestShardsAlone() throws IOException {
        shard("test.tfrecord", example(0, "ant"));

        refuses(folder + " has no shard to train with, expected one whose name has the word train in it; add it or"
                + " rename one");
    }

    @Test
    void refusesRecordsThatAreNoLabeledImages() throws IOException {
        Path shard = shard("train.tfrecord", "no example".getBytes(UTF_8));
        refuses(shard + ": record 1 is not a tf.Example, expected one of an image; write it again");

        shard("train.tfrecord", example(0, "ant"), features("image/encoded", "x", "image/name", "y"));
        refuses(shard + ": record 2 has no whole number in image/class/label or label, only the features image/encoded,"
                + " image/name; expected a tf.Example of a labeled image");

        shard("train.tfrecord", features("audio", "x"));
        refuses(shard + ": record 1 has no image in image/encoded or image, only the features audio; expected a"
                + " tf.Example of a labeled image");

        shard("train.tfrecord", example(-1, ""));
        refuses(shard
                + ": record 1 has the label -1, expected a class's number from 0 or 1; remove records without a label");

        shard("train.tfrecord", example(0, "ant"), example(0, "bee"));
        refuses(shard
                + ": record 2 gives the label 0 the name \"bee\", others \"ant\"; expected one name for each label");
    }

    @Test
    void readsWhatItWrites(@TempDir Path photos) throws IOException {
        for (String part : List.of("train", "val", "test")) {
            for (int i = 0; i < 9; i++) {
                Path file = photos.resolve(part + "/" + (i % 2 == 0 ? "ant" : "bee") + "/" + i + ".png");
                Files.createDirectories(file.getParent());
                Files.writeString(file, part + " " + i);
            }
        }
        ListedSets listed = FolderListing.list(photos, Progress.NONE);
        Path packed = folder.resolve("packed");

        TfRecordWriter.write(listed, packed, 20, Progress.NONE);

        try (Stream<Path> files = Files.list(packed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("labels.txt", "train-00002-of-00003.tfrecord", "validation-00000-of-00002.tfrecord");
        }
        TfRecordSets sets = TfRecordListing.list(packed, Progress.NONE);
        assertThat(sets.classes()).containsExactly("ant", "bee");
        TreeSet<String> images = new TreeSet<>();
        for (TfRecordSource source : List.of(
                sets.train(), sets.validation().orElseThrow(), sets.test().orElseThrow())) {
            for (int i = 0; i < source.size(); i++) {
                String image = new String(source.encoded(i), UTF_8);
                assertThat(source.label(i)).isEqualTo((image.charAt(image.length() - 1) - '0') % 2);
                images.add(image);
            }
        }
        assertThat(images).hasSize(27);
    }

    @Test
    void writesNothingWhereSomethingIsOrAnImageIsMissing(@TempDir Path photos) throws IOException {
        Path image = photos.resolve("ant/1.png");
        Files.createDirectories(image.getParent());
        Files.writeString(image, "image");
        ListedSets listed = FolderListing.list(photos, Progress.NONE);

        assertThatThrownBy(() -> TfRecordWriter.write(listed, photos, Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(photos + " already exists, expected the name of a new folder; name another");

        Files.delete(image);
        assertThatThrownBy(() -> TfRecordWriter.write(listed, folder.resolve("packed"), Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + image + " cannot be read (no such file); remove it");
        assertThat(folder).isEmptyDirectory();
    }

    private List<String> classes() {
        return TfRecordListing.list(folder, Progress.NONE).classes();
    }

    private List<Integer> trainLabels() {
        return labels(TfRecordListing.list(folder, Progress.NONE).train());
    }

    private static List<Integer> labels(TfRecordSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::label).toList();
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> TfRecordListing.list(folder, Progress.NONE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    private void labels(String shard, String names, int... labels) throws IOException {
        Files.writeString(folder.resolve("labels.txt"), names);
        shard(shard, IntStream.of(labels).mapToObj(label -> example(label, "")).toArray(byte[][]::new));
    }

    private Path shard(String name, byte[]... records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] record : records) {
            bytes.write(RecordFraming.frame(record));
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static void flip(Path file, long place) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) place] ^= 1;
        Files.write(file, bytes);
    }

    private static byte[] example(int label, String text) {
        Features.Builder features = Features.newBuilder()
                .putFeature("image/encoded", bytes("image of " + label))
                .putFeature(
                        "image/class/label",
                        Feature.newBuilder()
                                .setInt64List(Int64List.newBuilder().addValue(label))
                                .build());
        if (!text.isEmpty()) {
            features.putFeature("image/class/text", bytes(text));
        }
        return Example.newBuilder().setFeatures(features).build().toByteArray();
    }

    private static byte[] features(String... namesAndValues) {
        Features.Builder features = Features.newBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            features.putFeature(namesAndValues[i], bytes(namesAndValues[i + 1]));
        }
        return Example.newBuilder().setFeatures(features).build().toByteArray();
    }

    private static Feature bytes(String value) {
        return Feature.newBuilder()
                .setBytesList(BytesList.newBuilder().addValue(ByteString.copyFromUtf8(value)))
                .build();
    }
}
