// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.dsl.Nin;
import dev.nin.image.ImageDecoder;
import dev.nin.messages.TensorProtos;
import dev.nin.model.Fit;
import dev.nin.model.ModelSpec;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.RunnableModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Tests that training and serving decode an image file to the same bits: the decoder of training, the exported model in
 * Java and the exported model in Python's TensorFlow, for files of all kinds that {@code skew_corpus.py} writes, and
 * for the photos in the folder {@code -Dskew.photos} if it is set.
 */
@Tag("interop")
class SkewTest {
    private static final Path FOLDER = Path.of("target", "skew").toAbsolutePath();
    private static final int SIDE = 64;
    private static final int PIXELS = SIDE * SIDE * 3;
    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void askPython() throws IOException, InterruptedException {
        if (Files.exists(FOLDER)) {
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Files.createDirectories(FOLDER);
        for (Fit.Way way : Fit.Way.values()) {
            Fit fit = new Fit(way, 1);
            ServingSignature pixels = ServingSignature.ofNode("pixels", "pixels");
            SavedModelExporter.export(
                    TestModels.checkpoint(model(fit), 1),
                    FOLDER.resolve(name(fit)),
                    ExportOptions.builder()
                            .signatures(List.of(pixels, pixels.fromEncodedImages("pixels_of_files")))
                            .build());
        }
        Python.run("skew_corpus.py", FOLDER.resolve("corpus"), "corpus: written");
        FILES.addAll(files(FOLDER.resolve("corpus")));
        Path photos = Path.of(System.getProperty("skew.photos", ""));
        if (!photos.toString().isEmpty()) {
            FILES.addAll(files(photos));
        }
        Files.write(
                FOLDER.resolve("files.txt"), FILES.stream().map(Path::toString).toList());
        Python.run("check_skew.py", FOLDER, "skew: answered");
        System.out.println("files that training and serving read: " + FILES.size());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*[.](jpe?g|png|bmp)"))
                    .sorted()
                    .toList();
        }
    }

    private static ModelSpec model(Fit fit) {
        return Nin.image(SIDE, SIDE, 3, fit).flatten().named("pixels").dense(2).build(name(fit));
    }

    private static String name(Fit fit) {
        return fit.way().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource
    void theServerSeesWhatWasTrainedOn(Fit.Way way) throws IOException {
        Fit fit = new Fit(way, 1);
        FloatBuffer python = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name(fit) + ".python")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(python.remaining()).isEqualTo(FILES.size() * PIXELS);
        List<String> different = new ArrayList<>();
        try (ImageDecoder decoder = new ImageDecoder(model(fit).input());
                LoadedModel served =
                        LoadedModel.load(FOLDER.resolve(name(fit)).resolve("1"), ConfigProto.getDefaultInstance())) {
            for (Path file : FILES) {
                byte[] encoded = read(file);
                byte[] trained = new byte[PIXELS];
                decoder.decode(file.toString(), encoded, trained, 0);
                float[] java = served(served, encoded);
                for (int i = 0; i < PIXELS; i++) {
                    // The model's input is a pixel divided by 255.
                    int seen = Math.round(java[i] * 255);
                    if (seen != Byte.toUnsignedInt(trained[i]) || python.get(python.position() + i) != java[i]) {
                        different.add(file + " at " + i);
                        break;
                    }
                }
                python.position(python.position() + PIXELS);
            }
        }
        assertThat(different).isEmpty();
    }

    private static float[] served(LoadedModel model, byte[] encoded) {
        var signature = Objects.requireNonNull(model.signatures().get("pixels_of_files"));
        try (TString files = TString.tensorOfBytes(
                        NdArrays.ofObjects(byte[].class, Shape.of(1)).setObject(encoded, 0));
                RunnableModel.Outputs result = model.run(signature, Map.of("image_bytes", files), List.of("pixels"))) {
            return TensorProtos.floats((TFloat32) result.get(0));
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
