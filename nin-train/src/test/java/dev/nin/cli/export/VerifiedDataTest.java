// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.model.Fit;
import dev.nin.model.Input;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.versions.NewestVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an exported model is verified on the test images of its run, read in the same way. */
class VerifiedDataTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"stretch", "crop", "pad"})
    void recognizesTheTestImagesOfTheRun(String fit) throws IOException {
        Path photos = photos("photos", 3, 10);
        Path model = train(photos, fit);

        Console console = Console.train("verify", model.toString(), "--data", photos.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out())
                .containsPattern("accuracy on 4 images of " + photos + ": ([0-9.]+); the manifest has \\1 on the same "
                        + "images \\(up to 0[.]2520 apart is tolerated\\)\n$");
    }

    @ParameterizedTest
    @EnumSource
    void readsThePixelsThatTheRunWasTestedOn(Fit.Way way) throws IOException {
        Path photos = photos("photos", 3, 10);
        Path model = train(photos, way.name().toLowerCase(Locale.ROOT));
        ModelManifest manifest = ModelManifest.read(NewestVersion.in(model)).orElseThrow();
        Input input =
                new Input(manifest.input().height(), manifest.input().width(), 3, Input.Pixels.UINT8, new Fit(way, 1));

        try (VerifiedImages verified = VerifiedImages.of(source(photos), manifest);
                ImageSets trained = source(photos).open(input)) {
            assertThat(verified.parts()).hasSize(1);
            assertThat(pixels(verified.parts().get(0))).isEqualTo(pixels(trained.test()));
        }
    }

    private static DataSource source(Path photos) {
        return DataSource.find(photos.toString(), DataOptions.DEFAULT);
    }

    private static byte[] pixels(Dataset images) {
        ExampleBuffer first = ExampleBuffer.of(images.shape());
        images.read(0, first);
        return first.pixels();
    }

    @Test
    void takesAllImagesOfAnotherFolder() throws IOException {
        Path model = train(photos("photos", 3, 10), "stretch");
        Path others = photos("others", 4, 7);

        Console console = Console.train("verify", model.toString(), "--data", others.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .containsPattern("accuracy on 14 images of " + others + ": [0-9.]+; the manifest has [0-9.]+ on the "
                        + "training run's test images, which are different images\n$");
    }

    @Test
    void refusesPixelsOfAnotherSize() throws IOException {
        Path model = train(photos("photos", 3, 10), "stretch");

        Console console = Console.train("verify", model.toString(), "--data", "sample");

        assertThat(console.code()).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("error: --data sample has images of 28×28×1, expected 28×28×3 as the model expects; name "
                        + "data like its training data\n");
    }

    private Path train(Path photos, String fit) {
        Path model = folder.resolve("model");
        Console console = Console.train(
                "--data",
                photos.toString(),
                "--model",
                "lenet",
                "--fit",
                fit,
                "--epochs",
                "1",
                "--batch",
                "8",
                "--out",
                folder.resolve("run").toString(),
                "--export",
                model.toString());
        assertThat(console.code()).as(console.err()).isZero();
        return model;
    }

    /** Photos of unequal size of two classes. */
    private Path photos(String name, long seed, int each) throws IOException {
        Random random = new Random(seed);
        Path photos = folder.resolve(name);
        for (String label : new String[] {"cat", "dog"}) {
            Path part = Files.createDirectories(photos.resolve(label));
            for (int i = 0; i < each; i++) {
                BufferedImage image = new BufferedImage(30 + i, 40, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 40 * (30 + i); pixel++) {
                    image.setRGB(pixel / 40, pixel % 40, random.nextInt());
                }
                ImageIO.write(image, "jpg", part.resolve(i + ".jpg").toFile());
            }
        }
        return photos;
    }
}
