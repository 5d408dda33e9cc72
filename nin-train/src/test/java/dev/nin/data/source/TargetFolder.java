// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ImageSets;
import dev.nin.data.Targets;
import dev.nin.data.scan.BadFiles;
import dev.nin.model.Input;
import dev.nin.task.Target.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a folder of images and targets, and the data sets opened from it. */
abstract class TargetFolder {
    private static final Input INPUT = new Input(4, 4, 1, Input.Pixels.UINT8);
    static final DataOptions OPTIONS = new DataOptions(
            BadFiles.FAIL, false, DataOptions.DEFAULT.progress(), Kind.CLASS, DataOptions.DEFAULT.labels());

    private final List<ImageSets> open = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        open.forEach(ImageSets::close);
    }

    static Targets targets(Dataset images, int index) {
        Targets one = new Targets(images.targets(), 1);
        images.readTargets(index, Draw.NONE, one.at(0, index));
        return one;
    }

    ImageSets open(Path data, DataOptions options) {
        return opened(find(data, options));
    }

    ImageSets opened(DataSource found) {
        ImageSets sets = found.open(INPUT);
        open.add(sets);
        return sets;
    }

    static DataSource find(Path data, DataOptions options) {
        return DataSource.find(data.toString(), options);
    }

    void refuses(DataOptions options, String message) {
        assertThatThrownBy(() -> find(folder, options))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    Path rows(String header, String odd, String even) throws IOException {
        return rows(header, odd, even, 10);
    }

    Path rows(String header, String odd, String even, int count) throws IOException {
        StringBuilder text = new StringBuilder(header + "\n");
        for (int i = 0; i < count; i++) {
            text.append(String.format(i % 2 == 1 ? odd : even, i)).append('\n');
        }
        return Files.writeString(folder.resolve("labels.csv"), text);
    }

    void greys(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            gray(i + ".png", 4);
        }
    }

    void masks(int count, int left, int right) throws IOException {
        for (int i = 0; i < count; i++) {
            gray("images/" + i + ".png", 4);
            mask("masks/" + i + ".png", 4, left, right);
        }
    }

    void gray(String name, int side) throws IOException {
        write(name, new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY));
    }

    void mask(String name, int side, int left, int right) throws IOException {
        BufferedImage mask = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < side * side; i++) {
            mask.getRaster().setSample(i % side, i / side, 0, i % side < side / 2 ? left : right);
        }
        write(name, mask);
    }

    void write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
