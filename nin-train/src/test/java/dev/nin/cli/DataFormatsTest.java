// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import dev.nin.command.Console;
import dev.nin.data.binary.CifarBytes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains end to end on each data format, with small sets that are easy to classify: one brightness per class. */
class DataFormatsTest {
    private static final int TRAIN = 60;
    private static final int TEST = 20;

    @TempDir
    private Path folder;

    @Test
    void trainsWithTheFormatOfMnist() throws IOException {
        writeIdx("train", TRAIN);
        writeIdx("t10k", TEST);

        assertLearns("3");
    }

    @Test
    void trainsWithTheFormatOfCifar10() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), CifarBytes.records(1, labels(TRAIN)));
        Files.write(folder.resolve("test_batch.bin"), CifarBytes.records(1, labels(TEST)));

        assertLearns("10");
    }

    @Test
    void trainsWithAFolderOfImages() throws IOException {
        writeImages(folder);

        assertLearns("3");
    }

    @Test
    void trainsWithAManifest() throws IOException {
        List<Path> images = writeImages(folder.resolve("photos"));
        String lines = images.stream()
                .map(folder::relativize)
                .map(file -> String.format(
                        "{\"file\": \"%s\", \"label\": \"%s\", \"split\": \"%s\"}%n",
                        file, file.getName(2), file.getName(1)))
                .collect(Collectors.joining());

        assertLearns(Files.writeString(folder.resolve("photos.jsonl"), lines), "3");
    }

    @Test
    void trainsWithTfRecords() throws IOException {
        Path photos = folder.resolve("photos");
        Path records = folder.resolve("records");
        writeImages(photos);
        Console packed = Console.train("data", "pack", photos.toString(), "--to", records.toString());
        assertThat(packed.err()).isEmpty();

        assertLearns(records, "3");
    }

    private static List<Path> writeImages(Path folder) throws IOException {
        List<Path> images = new ArrayList<>();
        for (int i = 0; i < TRAIN; i++) {
            images.add(writeImage(folder.resolve("train"), i, i % 2 == 0 ? "png" : "jpg"));
        }
        for (int i = 0; i < TEST; i++) {
            images.add(writeImage(folder.resolve("test"), i, "png"));
        }
        return images;
    }

    private void assertLearns(String classes) throws IOException {
        assertLearns(folder, classes);
    }

    private void assertLearns(Path data, String classes) throws IOException {
        Path run = folder.resolve("run");

        Console console = Console.train(
                "--data",
                data.toString(),
                "--model",
                "lenet",
                "--image-size",
                "28",
                "--batch",
                "10",
                "--epochs",
                "20",
                "--optimizer",
                "adam",
                "--lr",
                "0.005",
                "--threads",
                "2",
                "--out",
                run.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .containsIgnoringWhitespaces("60 training and 20 test images, " + classes + " classes");
        String last = Files.readAllLines(run.resolve("metrics.csv")).get(20);
        assertThat(Double.parseDouble(last.split(",", -1)[6]))
                .as("test accuracy")
                .isGreaterThan(0.9);
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(index -> index % 3).toArray();
    }

    private static int brightness(int label) {
        return 40 + 80 * label;
    }

    private void writeIdx(String part, int count) throws IOException {
        int side = 28;
        Random random = new Random(count);
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 3);
            for (int place = 0; place < side * side; place++) {
                pixels[i * side * side + place] = (byte) (brightness(i % 3) + random.nextInt(20));
            }
        }
        byte[] imageHeader = Bytes.concat(
                Ints.toByteArray(0x803), Ints.toByteArray(count), Ints.toByteArray(side), Ints.toByteArray(side));
        byte[] labelHeader = Bytes.concat(Ints.toByteArray(0x801), Ints.toByteArray(count));
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), Bytes.concat(imageHeader, pixels));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), Bytes.concat(labelHeader, labels));
    }

    private static Path writeImage(Path part, int number, String format) throws IOException {
        int label = number % 3;
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(brightness(label), number % 20, 255 - brightness(label)));
        graphics.fillRect(0, 0, 30, 20);
        graphics.dispose();
        Path folder = Files.createDirectories(part.resolve("class-" + label));
        Path file = folder.resolve(number + "." + format);
        ImageIO.write(image, format, file.toFile());
        return file;
    }
}
