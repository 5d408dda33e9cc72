// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.dsl.Nin;
import dev.nin.images.ImagePixels;
import dev.nin.serving.Answer;
import dev.nin.serving.ModelRunner;
import java.awt.image.BufferedImage;
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
 * Compares the predictions of a model of each task, and of one with two outputs, in Python and Java.
 * {@code check_tasks.py} reads Java's predictions from files.
 */
@Tag("interop")
class TaskInteropTest {
    private static final Path FOLDER = Path.of("target", "interop-tasks");
    private static final int IMAGES = 16;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 10;
    private static final int CHANNELS = 3;

    @Test
    void pythonAnswersAlikeForEachTask() throws Exception {
        if (Files.exists(FOLDER)) {
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        byte[] pixels = TestModels.pixels(IMAGES, HEIGHT, WIDTH, CHANNELS);
        writeImages(pixels);
        ObjectNode facts = new JsonMapper().createObjectNode();
        for (int size : List.of(IMAGES, HEIGHT, WIDTH, CHANNELS)) {
            facts.withArray("shape").add(size);
        }
        ObjectNode models = facts.putObject("models");
        for (Checkpoint checkpoint : TestTasks.all(Nin.image(HEIGHT, WIDTH, CHANNELS), CHANNELS, 1)) {
            for (boolean variables : List.of(false, true)) {
                String name = checkpoint.spec().name() + (variables ? "-variables" : "-constants");
                Path version = SavedModelExporter.export(
                        checkpoint,
                        FOLDER.resolve(name),
                        ExportOptions.builder().variables(variables).build());
                writeAnswers(name, version, pixels, models.putObject(name));
            }
        }
        Files.writeString(FOLDER.resolve("facts.json"), facts.toPrettyString());

        Python.run("check_tasks.py", FOLDER, "tasks: good");
    }

    private static void writeImages(byte[] pixels) throws IOException {
        Files.createDirectories(FOLDER.resolve("png"));
        Files.write(FOLDER.resolve("images.u8"), pixels);
        int[] values = new int[HEIGHT * WIDTH * CHANNELS];
        for (int i = 0; i < IMAGES; i++) {
            for (int at = 0; at < values.length; at++) {
                values[at] = Byte.toUnsignedInt(pixels[i * values.length + at]);
            }
            BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            image.getRaster().setPixels(0, 0, WIDTH, HEIGHT, values);
            Files.write(FOLDER.resolve("png").resolve(String.format("%03d.png", i)), ImagePixels.encode(image, "png"));
        }
    }

    /** Writes the numbers of all images one after the other as float32, and strings into the facts. */
    private static void writeAnswers(String model, Path version, byte[] pixels, ObjectNode facts) throws IOException {
        try (ModelRunner runner = ModelRunner.open(version)) {
            List<Map<String, Answer>> images = runner.predict(pixels);
            for (String name : images.get(0).keySet()) {
                List<Answer> answers = images.stream()
                        .map(each -> Objects.requireNonNull(each.get(name)))
                        .toList();
                ObjectNode fact = facts.putObject(name);
                fact.putArray("shape");
                answers.get(0).shape().forEach(fact.withArray("shape")::add);
                if (answers.get(0).isTexts()) {
                    answers.forEach(
                            each -> fact.withArray("texts").add(each.texts().get(0)));
                } else {
                    Files.write(FOLDER.resolve(model + "." + name), bytes(answers));
                }
            }
        }
    }

    private static byte[] bytes(List<Answer> answers) {
        int size = answers.get(0).shape().stream().reduce(1, Math::multiplyExact);
        ByteBuffer bytes =
                ByteBuffer.allocate(answers.size() * size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Answer answer : answers) {
            for (int i = 0; i < size; i++) {
                bytes.putFloat(answer.isFloats() ? answer.floats()[i] : answer.ints()[i]);
            }
        }
        return bytes.array();
    }
}
