// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Keras in a separate process. */
final class KerasPeer {
    private KerasPeer() {}

    /** Trains on the data of files and returns the metric on the test images. */
    static double run(String python, String task, Path folder, int seed, int epochs)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python,
                        Path.of("src/test/python/keras_tasks.py")
                                .toAbsolutePath()
                                .toString(),
                        task,
                        folder.toString(),
                        Integer.toString(seed),
                        Integer.toString(epochs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Keras ended with " + process.exitValue() + ": " + lines);
        }
        return Double.parseDouble(lines.get(lines.size() - 1));
    }
}
