// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.source.DataSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and test images together. */
class ImageSetsTest {
    @TempDir
    private Path folder;

    @Test
    void refusesPartsOfDifferentSizes() {
        assertThatThrownBy(() -> new ImageSets("mine", images(2, "a", "b"), images(3, "a", "b")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("data mine: training images are 2×1×1 and test images 3×1×1, expected one size");
    }

    @Test
    void refusesPartsOfDifferentClasses() {
        assertThatThrownBy(() -> new ImageSets("mine", images(2, "a", "b"), images(2, "a", "c")))
                .isInstanceOf(UserInputException.class)
                .hasMessage("data mine: training images have the classes [a, b] and test images [a, c], "
                        + "expected the same");
    }

    @Test
    void limitsEachPart() {
        ImageSets limited = DataSource.load("sample").limit(30, 20);

        assertThat(limited.name()).isEqualTo("sample");
        assertThat(limited.train().size()).isEqualTo(30);
        assertThat(limited.test().size()).isEqualTo(20);
    }

    @Test
    void refusesANameThatIsNoFolder() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> DataSource.load(missing.toString()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("data " + missing
                        + " is not a folder, expected sample, fashion-mnist, a folder of images or a manifest of them");
    }

    private static Dataset images(int height, String... classes) {
        return LabeledImages.of(height, 1, 1, new byte[height], new int[1], List.of(classes));
    }
}
