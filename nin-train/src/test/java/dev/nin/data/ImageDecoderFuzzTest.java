// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.model.UserInputException;
import dev.nin.testing.ImageFiles;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** PNG and JPEG files of any bytes. */
class ImageDecoderFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return ImageFiles.all("png", "jpeg");
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Path file = folder.resolve("image.png");
        Files.write(file, bytes);
        ReaderContract.check(bytes.length, () -> ImageDecoder.size(file));
        try {
            ImageDecoder.Size size = ImageDecoder.size(file);
            byte[] target = new byte[(int) size.bytes()];
            ReaderContract.check(bytes.length + size.bytes(), () -> ImageDecoder.decode(file, size, target, 0));
        } catch (UserInputException e) {
            // Refused by its header.
        }
    }
}
