// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import dev.nin.export.TestModels;
import dev.nin.serving.batching.Batching;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A process without the optional libraries on its class path that predicts an image. */
public final class PredictingProcess {
    private PredictingProcess() {}

    /** Prints the version that predicted an image, or why none did. */
    public static void main(String... arguments) {
        ServingOptions options =
                ServingOptions.builder().batching(Batching.of(4, Duration.ZERO)).build();
        try (Predictor predictor = Predictor.open(Path.of(arguments[0]), options)) {
            byte[] pixels = new byte[TestModels.SIZE * TestModels.SIZE];
            String version = predictor.predict(pixels).get(0).version();
            System.out.println("without " + String.join(" and ", missing()) + ", predicted by version " + version);
        } catch (UserInputException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    private static List<String> missing() {
        Map<String, String> libraries = new TreeMap<>(Map.of(
                "micrometer-core", "io.micrometer.core.instrument.MeterRegistry",
                "onnxruntime", "ai.onnxruntime.OrtEnvironment"));
        libraries.values().removeIf(PredictingProcess::isThere);
        return List.copyOf(libraries.keySet());
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Runs it for a model's folder, and returns what it prints. */
    public static String output(Path model, Path file) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String without = Splitter.on(File.pathSeparatorChar)
                .splitToStream(classPath)
                .filter(entry -> !entry.contains("micrometer-") && !entry.contains("onnxruntime-"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        without,
                        PredictingProcess.class.getName(),
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(file));
        }
        return Files.readString(file);
    }
}
