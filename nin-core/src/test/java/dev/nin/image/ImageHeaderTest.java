// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Tests the reading of headers, and files that are rejected without decoding. */
class ImageHeaderTest {
    @Test
    void knowsSizeAndOrientation() throws IOException {
        assertThat(header("textured-444.jpg")).isEqualTo(new ImageHeader(ImageFormat.JPEG, 24, 32, 1));
        assertThat(header("orientation-6.jpg")).isEqualTo(new ImageHeader(ImageFormat.JPEG, 24, 32, 6));
        assertThat(header("orientation-6.jpg").height()).isEqualTo(32);
        assertThat(header("palette.png")).isEqualTo(new ImageHeader(ImageFormat.PNG, 24, 32, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.45, 0.999})
    void refusesAJpegThatIsCutOff(double share) throws IOException {
        byte[] file = ImageDecoderTest.file("textured-444.jpg");
        byte[] cut = Arrays.copyOf(file, (int) (file.length * share));

        refuses(cut, "image x cannot be read: it is cut off: it has no end marker after " + cut.length + " bytes");
    }

    @Test
    void takesAJpegWithBytesAfterItsEnd() throws IOException {
        byte[] file = ImageDecoderTest.file("textured-444.jpg");

        assertThat(ImageHeader.read("x", Arrays.copyOf(file, file.length + 100)).storedHeight())
                .isEqualTo(24);
    }

    @Test
    void refusesWhatIsNoWholeImage() throws IOException {
        byte[] png = ImageDecoderTest.file("palette.png");
        refuses(new byte[0], "image x cannot be read: it is empty");
        refuses(
                "no image".getBytes(StandardCharsets.UTF_8),
                "image x cannot be read: it is not an image: neither JPEG nor PNG nor BMP");
        refuses(
                Arrays.copyOf(png, png.length - 1),
                "image x cannot be read: it is cut off: it ends after " + (png.length - 1) + " bytes");
        byte[] damaged = png.clone();
        damaged[17]++;
        refuses(damaged, "image x cannot be read: its header is damaged");
    }

    /** The header in Java and the operations in the graph find the same orientation, for any EXIF data. */
    @Test
    void findsTheOrientationThatTheGraphFinds() throws IOException {
        byte[] file = ImageDecoderTest.file("orientation-6.jpg");
        Random random = new Random(7);
        int[] found = new int[9];
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TString> jpeg = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
            Operand<TInt32> orientation = new OrientationOperations(tf).of(jpeg);
            try (Session session = new Session(graph)) {
                for (int i = 0; i < 3_000; i++) {
                    byte[] mutated = i % 10 == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file.clone();
                    for (int change = random.nextInt(4); change > 0 && mutated.length > 0; change--) {
                        mutated[random.nextInt(Math.min(mutated.length, 60))] =
                                (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(12));
                    }
                    int expected = Orientation.of(mutated);
                    found[expected]++;
                    try (TString bytes = TString.tensorOfBytes(NdArrays.scalarOfObject(mutated));
                            Result result = session.runner()
                                    .feed(jpeg, bytes)
                                    .fetch(orientation)
                                    .run()) {
                        assertThat(((TInt32) result.get(0)).getInt())
                                .as("mutation %d", i)
                                .isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(found[6]).isGreaterThan(500);
        assertThat(found[1]).isGreaterThan(500);
    }

    private static ImageHeader header(String name) throws IOException {
        return ImageHeader.read(name, ImageDecoderTest.file(name));
    }

    private static void refuses(byte[] file, String message) {
        assertThatThrownBy(() -> ImageHeader.read("x", file))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
