// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.Resources;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.source.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled sample: it is balanced and matches its rule applied to the full data set. */
class FashionMnistTest {
    private static final Path FULL = Path.of("/usr/share/datasets/fashion-mnist");
    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");

    @TempDir
    private Path folder;

    @Test
    void hasAsManyImagesOfEachClass() {
        ImageSets sample = FashionMnist.sample();

        assertThat(counts(sample.train())).hasSize(10).containsOnly(500);
        assertThat(counts(sample.test())).hasSize(10).containsOnly(100);
    }

    @Test
    void isGreyOf28PixelsWithNamedClasses() {
        Dataset train = DataSource.load("sample").train();

        assertThat(train.shape()).isEqualTo(new ImageShape(28, 28, 1));
        assertThat(train.classes()).startsWith("T-shirt/top", "Trouser").endsWith("Ankle boot");
    }

    @Test
    void isTheFirstImagesOfEachClassInTheOrderOfTheFiles() throws IOException {
        assumeTrue(Files.isDirectory(FULL), "needs the full set: apt-get install dataset-fashion-mnist");

        FashionMnistSampleWriter.write(FULL, folder);

        for (String file : FILES) {
            byte[] bundled = Gzip.unpacked(Resources.asByteSource(
                            Resources.getResource(FashionMnist.class, "fashion-mnist-sample/" + file)))
                    .read();
            assertThat(FashionMnistSampleWriter.unpacked(folder.resolve(file)))
                    .as(file)
                    .isEqualTo(bundled);
        }
    }

    @Test
    void readsTheFullSetWhereItIsInstalled() {
        assumeTrue(Files.isDirectory(FULL), "needs the full set: apt-get install dataset-fashion-mnist");

        ImageSets full = FashionMnist.full();

        assertThat(counts(full.train())).hasSize(10).containsOnly(6000);
        assertThat(counts(full.test())).hasSize(10).containsOnly(1000);
    }

    private static int[] counts(Dataset images) {
        int[] counts = new int[images.classes().size()];
        for (int i = 0; i < images.size(); i++) {
            counts[images.label(i)]++;
        }
        return counts;
    }
}
