// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.ServingSignature;
import dev.nin.export.TestModels;
import dev.nin.testing.DrawnImages;
import dev.nin.testing.ReaderContract;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests small files that claim to be large images. */
class LargeImagesTest {
    private static final String TOO_LARGE = "it is 5001×10000 pixels, more than 50,000,000; make it smaller";

    @TempDir
    private Path folder;

    private Predictor predictor;

    @BeforeEach
    void open() {
        predictor = Predictor.open(SavedModelExporter.export(TestModels.checkpoint(), folder));
    }

    @AfterEach
    void close() {
        predictor.close();
    }

    @Test
    void areRefusedByTheirHeader() throws IOException {
        refuses(predictor);
    }

    @Test
    void areRefusedWhereTheModelTakesPixelsToo() throws IOException {
        ExportOptions pixelsOnly = ExportOptions.builder()
                .signatures(List.of(ServingSignature.servingDefault()))
                .build();
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder, pixelsOnly);
        try (Predictor decoding = Predictor.open(version)) {
            refuses(decoding);
        }
    }

    private void refuses(Predictor asked) throws IOException {
        byte[] bytes = DrawnImages.file("png", 5001, 10_000, BufferedImage.TYPE_BYTE_BINARY);
        Path file = Files.write(folder.resolve("large"), bytes);

        ReaderContract.check(bytes.length, () -> asked.predict(file));
        assertThatThrownBy(() -> asked.predict(file))
                .isInstanceOf(UserInputException.class)
                .hasMessage("image " + file + " cannot be read: " + TOO_LARGE);
    }

    @Test
    void areRefusedInMemoryToo() {
        byte[] bytes = DrawnImages.file("png", 5001, 10_000, BufferedImage.TYPE_BYTE_BINARY);
        assertThatThrownBy(() -> predictor.predictEncoded(List.of(bytes)))
                .hasMessage("image 1 of 1 cannot be read: " + TOO_LARGE);
    }

    /** The largest accepted images, each a file of less than a megabyte. */
    @ParameterizedTest
    @CsvSource({"png, 5000, 10000", "jpeg, 5000, 10000"})
    void othersAreClassified(String format, int height, int width) throws IOException {
        int type = format.equals("jpeg") ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_BYTE_BINARY;
        byte[] bytes = DrawnImages.file(format, height, width, type);
        assertThat(bytes).hasSizeLessThan(1_000_000);
        Path file = Files.write(folder.resolve("large"), bytes);
        ReaderContract.check(bytes.length + 4L * height * width, () -> predictor.predict(file));
    }
}
