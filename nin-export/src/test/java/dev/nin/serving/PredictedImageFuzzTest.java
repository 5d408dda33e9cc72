// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.testing.DrawnImages;
import dev.nin.testing.ReaderContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes predictions of image files of arbitrary bytes; ImageDecoderFuzzTest covers models that do not take files. */
class PredictedImageFuzzTest {
    private static final Set<String> FORMATS = Set.of("png", "JPEG", "bmp");
    private static final long MOST_PIXELS = 50_000_000;

    @TempDir
    private static Path folder;

    private static @Nullable Predictor predictor;

    @BeforeAll
    static void open() {
        Path model = SavedModelExporter.export(
                TestModels.checkpoint(
                        Nin.image(4, 4, 3).conv2d(2, 3).flatten().dense(3).build("colour"), 1),
                folder.resolve("model"));
        predictor = Predictor.open(model);
    }

    @AfterAll
    static void close() {
        if (predictor != null) {
            predictor.close();
        }
    }

    static Stream<byte[]> seeds() {
        return DrawnImages.all("png", "jpeg", "gif", "bmp");
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Predictor asked = Objects.requireNonNull(predictor);
        Path file = folder.resolve("image");
        Files.write(file, bytes);
        long size = bytes.length + decodedSize(bytes);
        ReaderContract.check(size, () -> asked.predict(file));
        ReaderContract.check(size, () -> asked.predictEncoded(List.of(bytes)));
    }

    /** Returns the bytes of the decoded image according to its header; 0 if the header is rejected. */
    private static long decodedSize(byte[] bytes) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            if (!FORMATS.contains(reader.getFormatName())) {
                return 0;
            }
            reader.setInput(stream, true, true);
            long height = reader.getHeight(0);
            long width = reader.getWidth(0);
            reader.dispose();
            return height > 0 && width > 0 && height * width <= MOST_PIXELS ? 4 * height * width : 0;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
