// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Image files with tags, values or no targets, from the files to the targets that training reads. */
class TargetDataTest extends TargetFolder {
    @Test
    void readsTags() throws IOException {
        greys(10);
        Path labels = rows("file,tags", "%d.png,odd;all", "%d.png,all");

        ImageSets sets = open(folder, OPTIONS.withTargets(Kind.TAGS).withLabels(labels));

        assertThat(sets.train().targets()).containsExactly(Target.ofTags(List.of("all", "odd")));
        assertThat(sets.train().classes()).isEmpty();
        assertThat(sets.train().size()).isEqualTo(8);
        assertThat(sets.test().size()).isEqualTo(2);
        assertThat(targets(open(labels, OPTIONS.withTargets(Kind.TAGS)).train(), 0)
                        .values(0)[0])
                .isEqualTo(1);
    }

    @Test
    void readsValuesThroughViews() throws IOException {
        greys(10);
        Path labels = rows("file,angle", "%d.png,%1$d.5", "%d.png,-%1$d");

        Dataset train = open(labels, OPTIONS.withTargets(Kind.VALUES)).train();

        assertThat(train.targets()).containsExactly(Target.ofValues(List.of("angle")));
        assertThat(targets(train.select(new int[] {1}), 0).values(0))
                .isEqualTo(targets(train, 1).values(0));
        assertThat(train.limit(3).size()).isEqualTo(3);
        assertThat(targets(train.shard(1, 2), 0).values(0))
                .isEqualTo(targets(train, 1).values(0));
        String before = train.sha256();
        Files.writeString(labels, Files.readString(labels).replace("0.png,-0", "0.png,-7"));
        assertThat(open(labels, OPTIONS.withTargets(Kind.VALUES)).train().sha256())
                .isNotEqualTo(before);
    }

    @Test
    void readsClassesFromLabels() throws IOException {
        greys(10);
        Path labels = rows("file,label", "%d.png,odd", "%d.png,even");

        ImageSets sets = open(folder, OPTIONS.withLabels(labels));

        assertThat(sets.train().classes()).containsExactly("even", "odd");
    }

    @Test
    void readsImagesAlone() throws IOException {
        greys(10);

        ImageSets sets = open(folder, OPTIONS.withTargets(Kind.IMAGE));

        assertThat(sets.train().targets()).isEmpty();
        assertThat(sets.train().size()).isEqualTo(8);
        assertThat(sets.test().size()).isEqualTo(2);
    }

    @Test
    void refusesDataThatSaysNothingOfItsImages() throws IOException {
        greys(2);
        refuses(
                OPTIONS.withTargets(Kind.TAGS),
                "data " + folder
                        + " is a folder, which has no tags for its images; name a CSV or JSON-lines file with"
                        + " the columns file and tags as labels");
        refuses(
                OPTIONS.withTargets(Kind.VALUES),
                "data " + folder + " is a folder, which has no values for its images; name a CSV or JSON-lines file"
                        + " with the column file and one for each value as labels");
        refuses(
                OPTIONS.withLabels(folder.resolve("none.csv")),
                "labels " + folder.resolve("none.csv")
                        + " is not a file, expected a CSV file (.csv) or one of JSON lines (.jsonl) that names the"
                        + " images in " + folder);
        refuses(
                OPTIONS.withLabels(folder.resolve("0.png")),
                "labels " + folder.resolve("0.png")
                        + " is not a manifest, expected a CSV file (.csv) or one of JSON lines (.jsonl) that names the"
                        + " images in " + folder);
        Path labels = rows("file,label", "%d.png,a", "%d.png,b", 2);
        assertThatThrownBy(() -> find(labels, OPTIONS.withLabels(labels)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("labels " + labels + " is given beside the data " + labels
                        + ", which contains the targets itself; leave one out, or name the folder of the images");
        assertThatThrownBy(() -> DataSource.find("sample", OPTIONS.withTargets(Kind.MASK)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("data sample has a class for each image, expected masks; name a folder of image files or a"
                        + " manifest of them");
        assertThatThrownBy(() -> DataSource.find("sample", OPTIONS.withLabels(labels)))
                .isInstanceOf(UserInputException.class)
                .hasMessage("labels " + labels + " is given, but the data sample has a class for each image; leave it"
                        + " out, or name a folder of image files");
    }
}
