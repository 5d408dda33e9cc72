// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.graph.GradCam;
import dev.nin.serving.Answer;
import dev.nin.serving.ModelRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the signature grad_cam in Python and Java with Grad-CAM computed from Python's own gradients.
 * {@code check_grad_cam.py} reads Java's results from files.
 */
@Tag("interop")
class GradCamInteropTest {
    private static final Path FOLDER = Path.of("target", "interop-grad-cam");
    private static final int IMAGES = 16;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 10;
    private static final int CHANNELS = 3;

    @Test
    void pythonSeesTheSame() throws Exception {
        if (Files.exists(FOLDER)) {
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Files.createDirectories(FOLDER);
        byte[] pixels = TestModels.pixels(IMAGES, HEIGHT, WIDTH, CHANNELS);
        Files.write(FOLDER.resolve("images.u8"), pixels);
        Checkpoint checkpoint = GradCamSignatureTest.checkpoint();
        ObjectNode facts = new JsonMapper().createObjectNode();
        List.of(IMAGES, HEIGHT, WIDTH, CHANNELS).forEach(facts.putArray("shape")::add);
        facts.put("map", GradCam.of(checkpoint.spec(), "dense_1").orElseThrow().node());
        for (boolean variables : List.of(false, true)) {
            String name = variables ? "variables" : "constants";
            Path version = SavedModelExporter.export(
                    checkpoint,
                    FOLDER.resolve(name),
                    ExportOptions.builder().variables(variables).gradCam(true).build());
            writeAnswers(name, version, pixels);
        }
        Files.writeString(FOLDER.resolve("facts.json"), facts.toPrettyString());

        Python.run("check_grad_cam.py", FOLDER, "grad-cam: good");
    }

    /** Writes a file of float32 for each output, with all images one after the other. */
    private static void writeAnswers(String model, Path version, byte[] pixels) throws IOException {
        try (ModelRunner runner = ModelRunner.open(version)) {
            List<Map<String, Answer>> images = runner.predict("grad_cam", pixels);
            for (String name : images.get(0).keySet()) {
                int size = Objects.requireNonNull(images.get(0).get(name)).shape().stream()
                        .reduce(1, Math::multiplyExact);
                ByteBuffer bytes =
                        ByteBuffer.allocate(IMAGES * size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (Map<String, Answer> image : images) {
                    Answer answer = Objects.requireNonNull(image.get(name));
                    for (int i = 0; i < size; i++) {
                        bytes.putFloat(answer.isFloats() ? answer.floats()[i] : answer.ints()[i]);
                    }
                }
                Files.write(FOLDER.resolve(model + "." + name), bytes.array());
            }
        }
    }
}
