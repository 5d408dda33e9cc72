// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.scan.BadFiles;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images and masks, from the files to the pixel classes that training reads. */
class MaskDataTest extends TargetFolder {
    @Test
    void namesTheValuesOfMasksWithoutNames() throws IOException {
        masks(5, 0, 255);

        DataSource found = find(folder, OPTIONS.withTargets(Kind.MASK));
        Dataset train = opened(found).train();

        assertThat(train.targets()).containsExactly(Target.ofMask(4, 4, List.of("0", "255")));
        assertThat(found.notes())
                .containsExactly(
                        "the classes are the values of the training masks: 0, 255; classes.txt would name" + " them");
        assertThat(targets(train, 0).mask(0)).containsExactly(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
        assertThat(opened(found).train().limit(2).sha256())
                .isEqualTo(train.limit(2).sha256());
        String before = train.sha256();
        mask("masks/0.png", 4, 0, 0);
        mask("masks/1.png", 4, 0, 0);
        mask("masks/2.png", 4, 0, 0);
        mask("masks/3.png", 4, 0, 0);
        assertThat(open(folder, OPTIONS.withTargets(Kind.MASK)).train().sha256())
                .isNotEqualTo(before);
    }

    @Test
    void takesNamedClassesByTheirNumbers() throws IOException {
        masks(5, 2, 255);
        Files.writeString(folder.resolve("classes.txt"), "sky\nsea\nsand\n");

        DataSource found = find(folder, OPTIONS.withTargets(Kind.MASK));
        Dataset train = opened(found).train();

        assertThat(train.targets()).containsExactly(Target.ofMask(4, 4, List.of("sky", "sea", "sand")));
        assertThat(found.notes()).isEmpty();
        assertThat(targets(train, 0).mask(0)).startsWith(2, 2, 255, 255);
    }

    @Test
    void readsMasksOfAManifest() throws IOException {
        masks(5, 0, 1);
        Path labels = rows("file,mask", "images/%d.png,masks/%1$d.png", "images/%d.png,masks/%1$d.png", 5);

        assertThat(open(labels, OPTIONS.withTargets(Kind.MASK)).train().targets())
                .containsExactly(Target.ofMask(4, 4, List.of("0", "1")));
    }

    @Test
    void refusesMasksThatDoNotFit() throws IOException {
        masks(5, 0, 1);
        mask("masks/1.png", 3, 0, 1);
        Files.writeString(folder.resolve("masks/2.png"), "no mask");
        DataOptions options = OPTIONS.withTargets(Kind.MASK);
        refuses(
                options,
                "2 of 5 masks in " + folder
                        + " cannot be used: masks/1.png (it is 3×3 pixels, its image images/1.png is"
                        + " stored as 4×4), masks/2.png (it is not a mask, expected a gray or palette PNG or BMP);"
                        + " repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");

        DataSource skipping = find(folder, options.withBadFiles(BadFiles.SKIP));
        assertThat(skipping.skipped())
                .containsExactly(
                        "masks/1.png (it is 3×3 pixels, its image images/1.png is stored as 4×4)",
                        "masks/2.png (it is not a mask, expected a gray or palette PNG or BMP)");
        assertThat(skipping.notes().get(0))
                .startsWith("2 of 5 masks cannot be used and their images are skipped, such as masks/1.png (it is");
        ImageSets sets = opened(skipping);
        assertThat(sets.train().size() + sets.test().size()).isEqualTo(3);
    }

    @Test
    void refusesClassesThatDoNotExist() throws IOException {
        masks(2, 0, 7);
        Files.writeString(folder.resolve("classes.txt"), "sky\nsea\n");
        DataOptions options = OPTIONS.withTargets(Kind.MASK);
        String each = " (it has the value 7, expected 0 to 1 as classes.txt names them, or 255 for none)";
        refuses(options, "none of 2 masks in " + folder + " can be used, such as masks/1.png" + each + "; repair some");

        mask("masks/0.png", 4, 0, 1);
        refuses(
                options,
                "1 of 2 masks in " + folder + " cannot be used: masks/1.png" + each
                        + "; repair or delete them, or skip them (BadFiles.SKIP, --on-bad-file skip)");
    }

    @Test
    void refusesAValueThatNoTrainingMaskHas() throws IOException {
        for (String part : List.of("train/", "test/")) {
            gray(part + "images/1.png", 4);
            mask(part + "masks/1.png", 4, 0, part.equals("test/") ? 3 : 1);
        }
        refuses(
                OPTIONS.withTargets(Kind.MASK),
                "none of 1 masks in " + folder
                        + " can be used, such as test/masks/1.png (it has the value 3, expected one"
                        + " that a training mask has: 0, 1); repair some");
    }

    @Test
    void refusesValuesThatAreNoClasses() throws IOException {
        masks(2, 5, 5);
        DataOptions options = OPTIONS.withTargets(Kind.MASK);
        String hint = ", expected 2 to 32; name the classes of the values 0, 1 and so on in a file classes.txt";
        refuses(options, "the training masks of " + folder + " have only the value 5" + hint);

        masks(40, 0, 0);
        for (int i = 0; i < 40; i++) {
            mask("masks/" + i + ".png", 4, i, i);
        }
        refuses(options, "the training masks of " + folder + " have 40 values" + hint);

        Files.writeString(
                folder.resolve("classes.txt"),
                String.join(
                        "\n",
                        IntStream.range(0, 256).mapToObj(Integer::toString).toList()));
        refuses(
                options,
                folder.resolve("classes.txt")
                        + " names 256 classes, expected at most 255, as 255 is none; remove some");
    }

    @Test
    void namesAMaskThatIsGone() throws IOException {
        masks(5, 0, 1);
        Dataset train = open(folder, OPTIONS.withTargets(Kind.MASK)).train();
        for (int i = 0; i < 5; i++) {
            Files.delete(folder.resolve("masks/" + i + ".png"));
        }
        assertThatThrownBy(() -> targets(train, 0))
                .isInstanceOf(UserInputException.class)
                .hasMessageMatching("mask .*masks/\\d.png can no longer be read \\(no such file\\); restore it, or"
                        + " start again without it");
    }
}
