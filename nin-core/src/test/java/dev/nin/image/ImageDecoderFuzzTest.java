// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.model.Input;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes image files of arbitrary bytes: reads their headers and decodes them as training does. */
class ImageDecoderFuzzTest {
    private static @Nullable ImageDecoder decoder;

    @BeforeAll
    static void open() {
        decoder = new ImageDecoder(new Input(5, 5, 3, Input.Pixels.UINT8));
    }

    @AfterAll
    static void close() {
        if (decoder != null) {
            decoder.close();
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "smooth-420.jpg",
                        "progressive.jpg",
                        "orientation-6.jpg",
                        "cmyk.jpg",
                        "palette.png",
                        "transparent.png",
                        "photo.gif",
                        "photo.webp",
                        "photo.tif")
                .map(ImageDecoderFuzzTest::file);
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) {
        ReaderContract.check(bytes.length, () -> {
            ImageHeader header = ImageHeader.read("photo", bytes);
            ImageDecoder open = Objects.requireNonNull(decoder);
            open.decode("photo", bytes, new byte[75], 0);
            Crop crop = new Crop(0, 0, (header.height() + 1) / 2, (header.width() + 1) / 2);
            open.decode("photo", bytes, header, crop, new byte[75], 0);
        });
    }

    private static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(ImageDecoderFuzzTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
