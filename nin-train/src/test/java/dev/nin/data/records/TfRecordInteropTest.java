// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.listing.FolderListing;
import dev.nin.data.listing.Progress;
import dev.nin.testing.DrawnImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TFRecord data sets written and read by TensorFlow for Python, in the virtual environment of nin-export's tests. */
@Tag("interop")
class TfRecordInteropTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"slim", "imagenet", "tfds"})
    void readsWhatTensorFlowWrites(String kind) throws Exception {
        python("tfrecord_writer.py", folder.toString(), kind);

        TfRecordSets sets = TfRecordListing.list(folder, Progress.NONE);

        assertThat(sets.classes()).containsExactly("ant", "bee");
        assertThat(sets.train().size()).isEqualTo(10);
        assertThat(sets.test().orElseThrow().size()).isEqualTo(4);
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(sets.train().encoded(i)));
            int value = image.getRGB(3, 3) & 0xff;
            assertThat(sets.train().label(i)).isEqualTo(value % 2);
            seen.add(value);
        }
        assertThat(seen).hasSize(10);
    }

    @Test
    void writesWhatTensorFlowReads() throws Exception {
        Path photos = folder.resolve("photos");
        List<String> expected = new ArrayList<>();
        for (String part : List.of("train", "test")) {
            for (String name : List.of("ant/1.png", "ant/2.jpg", "bee/deep/1.bmp")) {
                Path file = photos.resolve(part).resolve(name);
                Files.createDirectories(file.getParent());
                String format = name.substring(name.lastIndexOf('.') + 1);
                Files.write(file, DrawnImages.file(format, 5, 7, BufferedImage.TYPE_3BYTE_BGR));
                int label = name.startsWith("ant") ? 0 : 1;
                expected.add(part + "-00000-of-00001.tfrecord " + part + "/" + name + " " + label + " "
                        + (label == 0 ? "ant" : "bee") + " " + (format.equals("jpg") ? "jpeg" : format) + " 5x7x3");
            }
        }

        TfRecordWriter.write(FolderListing.list(photos, Progress.NONE), folder.resolve("packed"), Progress.NONE);

        assertThat(python("tfrecord_reader.py", folder.resolve("packed").toString()))
                .filteredOn(line -> line.contains(".tfrecord "))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> python(String script, String... arguments) throws Exception {
        Path python = Path.of(System.getProperty("interop.python", ""));
        assertThat(python)
                .as("a virtual environment of nin-export's requirements.txt, or -Dinterop.python")
                .isExecutable();
        List<String> command = new ArrayList<>(List.of(
                python.toString(), Path.of("src", "test", "python", script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(found).isZero();
        return found.lines().toList();
    }
}
