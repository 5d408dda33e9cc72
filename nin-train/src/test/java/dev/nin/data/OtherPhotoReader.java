// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that stays alive and reads all photographs for each line that it receives. */
final class OtherPhotoReader implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;

    /** Starts a script of {@code src/test/python}. */
    static OtherPhotoReader python(String python, String script, Path folder, String... options) {
        List<String> command = new ArrayList<>(List.of(python, "src/test/python/" + script, folder.toString()));
        command.add("--stdin");
        command.addAll(List.of(options));
        return new OtherPhotoReader(command);
    }

    /** Starts a JVM with this one's class path. */
    static OtherPhotoReader java(Class<?> main, Path folder) {
        return new OtherPhotoReader(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                folder.toString()));
    }

    /** Returns after the process has warmed up. */
    private OtherPhotoReader(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        requests = process.outputWriter(StandardCharsets.UTF_8);
        String first = answer();
        if (!first.equals("ready")) {
            close();
            throw new IllegalStateException(command + " answered " + first + ", expected ready");
        }
    }

    double imagesPerSecond() {
        try {
            requests.write("\n");
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Double.parseDouble(answer());
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the process ended, run it by hand to see why: " + process.info());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process ends when its standard input does. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
