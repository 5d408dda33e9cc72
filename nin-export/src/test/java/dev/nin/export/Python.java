// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs scripts of {@code src/test/python} in the virtual environment of {@code -Dinterop.python}. */
final class Python {
    private static final Path SCRIPTS = Path.of("src", "test", "python");

    private Python() {}

    /** Runs a script on a folder; its last line reports success. */
    static void run(String script, Path folder, String lastLine) throws IOException, InterruptedException {
        Path python = Path.of(System.getProperty("interop.python", ""));
        assertThat(python)
                .as(
                        "a virtual environment of %s, or another Python by -Dinterop.python",
                        SCRIPTS.resolve("requirements.txt"))
                .isExecutable();
        Path log = Files.createDirectories(folder).resolve(script + ".log");
        Process process = new ProcessBuilder(
                        python.toString(), SCRIPTS.resolve(script).toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = process.waitFor();
        List<String> lines = Files.readAllLines(log);
        lines.stream().filter(line -> line.matches("[a-z][A-Za-z ,_]+: .*")).forEach(System.out::println);
        assertThat(code).as("%s: %s", script, lines).isZero();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(lastLine);
    }
}
