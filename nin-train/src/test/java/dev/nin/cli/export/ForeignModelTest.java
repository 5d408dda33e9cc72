// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Tests models of other libraries, as long as they take images. */
class ForeignModelTest {
    private static final String FIX = "; use a model that this library exported";
    private static final String EXPECTED =
            ", expected a batch of images (uint8 or float of a known shape) or of image files (image_bytes)" + FIX;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void nameTheModel() {
        model = folder.resolve("model");
    }

    @Test
    void looksAtOneThatTakesNumbers() throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            save(
                    session,
                    echo(tf, "first", TFloat32.class, Shape.of(-1, 3)),
                    echo(tf, "second", TUint8.class, Shape.of(-1)));
        }

        Console console = verify();

        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .contains("first      < in    float  [-1, 3]", "second     > out   uint8  [-1]")
                .containsPattern("manifest +none");
        assertThat(Console.train("predict", model.toString(), "image.png"))
                .isEqualTo(refusal("model " + model + " has no signature serving_default from images to probabilities "
                        + "and classes; export it with this library"));
    }

    @Test
    void refusesWordsAsImages() throws IOException {
        assertThat(verified(TString.class, Shape.of(-1)))
                .isEqualTo(refusal("signature other takes in, string [-1]" + EXPECTED));
    }

    @Test
    void refusesWholeNumbersAsImages() throws IOException {
        assertThat(verified(TInt32.class, Shape.of(-1, 4)))
                .isEqualTo(refusal("signature other takes in, int32 [-1, 4]" + EXPECTED));
    }

    @Test
    void refusesAScalarAsImages() throws IOException {
        assertThat(verified(TFloat32.class, Shape.scalar()))
                .isEqualTo(refusal("signature other takes in, float []" + EXPECTED));
    }

    @Test
    void refusesImagesOfUnknownSize() throws IOException {
        assertThat(verified(TFloat32.class, Shape.of(-1, -1, -1, 3)))
                .isEqualTo(refusal("signature other takes in, float [-1, -1, -1, 3]" + EXPECTED));
    }

    @Test
    void refusesImagesThatNoArrayHolds() throws IOException {
        assertThat(verified(TFloat32.class, Shape.of(-1, 1 << 20, 1 << 20)))
                .isEqualTo(refusal("model " + model + ": Placeholder (Placeholder) makes a tensor of the shape "
                        + "[-1, 1048576, 1048576], expected at most 33554432 values" + FIX));
    }

    @Test
    void refusesASignatureWithoutInputs() throws IOException {
        assertThat(verified(tf -> signature("other").output("out", tf.constant(new float[] {1}))))
                .isEqualTo(refusal("signature other has no inputs, expected images" + FIX));
    }

    @Test
    void refusesAnAnswerThatIsNotByTheBatch() throws IOException {
        assertThat(verified(tf -> {
                    Placeholder<TFloat32> in = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
                    return signature("other").input("in", in).output("out", tf.reduceSum(in, tf.constant(new int[] {0, 1
                    })));
                }))
                .isEqualTo(refusal("model " + model + ": other's out has the shape [] for 1 images, expected a row for "
                        + "each; export it again"));
    }

    private Console verified(Class<? extends TType> type, Shape shape) throws IOException {
        return verified(tf -> echo(tf, "other", type, shape));
    }

    private Console verified(Function<Ops, Signature.Builder> signature) throws IOException {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            save(session, signature.apply(Ops.create(graph)));
        }
        return verify();
    }

    private Console verify() {
        return Console.train("verify", model.toString());
    }

    private void save(Session session, Signature.Builder... signatures) throws IOException {
        SavedModelBundle.Exporter exporter =
                SavedModelBundle.exporter(model.toString()).withSession(session);
        for (Signature.Builder signature : signatures) {
            exporter.withSignature(signature.build());
        }
        exporter.export();
        assertThat(Files.exists(model.resolve("saved_model.pb"))).isTrue();
    }

    private static <T extends TType> Signature.Builder echo(Ops tf, String key, Class<T> type, Shape shape) {
        Operand<T> in = tf.placeholder(type, Placeholder.shape(shape));
        return signature(key).input("in", in).output("out", tf.identity(in));
    }

    private static Signature.Builder signature(String key) {
        return Signature.builder().key(key).methodName("tensorflow/serving/predict");
    }

    private static Console refusal(String message) {
        return new Console(2, "", "error: " + message + "\n");
    }
}
