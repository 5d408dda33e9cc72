// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.images.ImagePixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Tests image files that are decoded and resized in the exported graph. */
class EncodedImagesTest {
    private static final int SIZE = 6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 10", "1, 5", "3, 5"})
    void answersFilesOfTheRightSizeAsItDoesPixels(int channels, int type) throws IOException {
        List<byte[]> files = new ArrayList<>();
        byte[] pixels = new byte[4 * SIZE * SIZE * channels];
        for (int i = 0; i < 4; i++) {
            BufferedImage image = noise(SIZE, type, i);
            files.add(file(image, "png"));
            byte[] each = ImagePixels.pixels(image, channels);
            System.arraycopy(each, 0, pixels, i * each.length, each.length);
        }

        try (SavedModelBundle model = export(channels)) {
            assertThat(encoded(model, files)).isEqualTo(plain(model, pixels, 4, channels));
        }
    }

    @Test
    void takesFilesOfDifferentSizesAndFormatsInOneBatch() throws IOException {
        List<byte[]> files =
                List.of(file(flat(3, 0x40), "png"), file(flat(50, 0x40), "jpg"), file(flat(SIZE, 0x40), "png"));
        byte[] gray = new byte[SIZE * SIZE];
        Arrays.fill(gray, (byte) 0x40);

        try (SavedModelBundle model = export(1)) {
            float[] expected = plain(model, gray, 1, 1);
            float[] answers = encoded(model, files);
            assertThat(answers).hasSize(3 * expected.length);
            for (int i = 0; i < answers.length; i++) {
                assertThat(answers[i]).isCloseTo(expected[i % expected.length], within(1e-6f));
            }
        }
    }

    /** A checkerboard of single pixels becomes its mean; without averaging, one of the two colors would remain. */
    @Test
    void averagesOverWhatAPixelCovers() throws IOException {
        BufferedImage board = new BufferedImage(SIZE * 16, SIZE * 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < board.getHeight(); y++) {
            for (int x = 0; x < board.getWidth(); x++) {
                board.getRaster().setSample(x, y, 0, (x + y) % 2 == 0 ? 0x20 : 0x60);
            }
        }
        byte[] gray = new byte[SIZE * SIZE];
        Arrays.fill(gray, (byte) 0x40);

        try (SavedModelBundle model = export(1)) {
            assertThat(encoded(model, List.of(file(board, "png")))).isEqualTo(plain(model, gray, 1, 1));
        }
    }

    private SavedModelBundle export(int channels) {
        FeatureMap in = Nin.image(SIZE, SIZE, channels);
        Checkpoint checkpoint = TestModels.checkpoint(in.flatten().dense(5).build("m"), 2);
        Path version = SavedModelExporter.export(checkpoint, folder.resolve("m" + channels));
        return SavedModelBundle.loader(version.toString()).withTags("serve").load();
    }

    private static float[] encoded(SavedModelBundle model, List<byte[]> files) {
        try (TString input = TString.tensorOfBytes(NdArrays.vectorOfObjects(files.toArray(byte[][]::new)));
                Result result = run(model, "encoded", "image_bytes", input)) {
            return floats(result);
        }
    }

    private static float[] plain(SavedModelBundle model, byte[] pixels, int images, int channels) {
        try (TUint8 input =
                        TUint8.tensorOf(Shape.of(images, SIZE, SIZE, channels), DataBuffers.of(pixels, true, false));
                Result result = run(model, "serving_default", "images", input)) {
            return floats(result);
        }
    }

    private static Result run(SavedModelBundle model, String key, String name, Tensor input) {
        SessionFunction function = model.function(key);
        return function.call(Map.of(name, input));
    }

    private static float[] floats(Result result) {
        TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
        float[] values = new float[Math.toIntExact(probabilities.size())];
        probabilities.asRawTensor().data().asFloats().read(values);
        return values;
    }

    private static BufferedImage noise(int size, int type, int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(size, size, type);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, random.nextInt(256));
                }
            }
        }
        return image;
    }

    private static BufferedImage flat(int size, int gray) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, gray);
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }
}
