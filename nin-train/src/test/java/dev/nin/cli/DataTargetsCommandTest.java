// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import dev.nin.data.binary.IdxBytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code data list} and {@code data check} with tags, values, masks and images only. */
class DataTargetsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void countsTags() throws IOException {
        images("");
        Path labels = labels("file,tags,split\n0.png,b,train\n1.png,a;b,train\n2.png,,test\n");

        Console console = Console.train(
                "data", "list", folder.toString(), "--task", "multi-label", "--labels", labels.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .containsPattern("tag +train")
                .containsPattern("b +2 +0")
                .containsPattern("all +2 +1");
        assertThat(console.out()).contains("targets: tags a, b");
    }

    @Test
    void namesClassesWithoutImages() throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            Files.write(folder.resolve(part + "-images-idx3-ubyte"), IdxBytes.images(3, 2, 2));
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxBytes.labels(1, 2, 2));
        }
        String note = "note: class \"0\" has neither training nor test images; labels count from 0, and these have "
                + "\"1\" 2, \"2\" 4\n";

        assertThat(Console.train("data", "list", folder.toString()).out()).endsWith(note);
        assertThat(Console.train("data", "check", folder.toString()).out()).endsWith(note);
    }

    @Test
    void namesValues() throws IOException {
        images("");
        Path labels = labels("file,x,y\n0.png,1,2\n1.png,3,4\n2.png,5,6\n");

        Console console = Console.train("data", "check", labels.toString(), "--task", "regression");

        assertThat(console.out()).contains("all 3 images can be read\ntargets: values x, y\n");
    }

    @Test
    void namesTheClassesOfMasks() throws IOException {
        images("images/");
        images("masks/");
        Files.writeString(folder.resolve("classes.txt"), "sky\nsea\n");

        Console console = Console.train("data", "list", folder.toString(), "--task", "segmentation");

        assertThat(console.out()).contains("targets: masks of the classes sky, sea");
    }

    @Test
    void namesImagesAlone() throws IOException {
        images("");

        Console console = Console.train("data", "list", folder.toString(), "--task", "reconstruction");

        assertThat(console.out()).contains("targets: the images themselves");
    }

    @Test
    void refusesATaskThatIsNone() {
        Console console = Console.train("data", "list", folder.toString(), "--task", "guessing");

        assertThat(console.err())
                .isEqualTo("error: --task guessing is not known, expected classification, multi-label, regression,"
                        + " segmentation or reconstruction\n");
    }

    private Path labels(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), text);
    }

    private void images(String prefix) throws IOException {
        for (int i = 0; i < 3; i++) {
            Path file = folder.resolve(prefix + i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        }
    }
}
