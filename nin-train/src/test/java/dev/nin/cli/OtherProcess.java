// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM with the tests' class path. */
final class OtherProcess {
    private OtherProcess() {}

    /**
     * Starts a main class that receives SIGINT even if this process does not, such as one started by a shell in the
     * background.
     *
     * @param output a file to which its output and errors are appended
     */
    static Process start(Class<?> main, Path output, Object... arguments) throws IOException {
        return start(main, output, Map.of(), arguments);
    }

    /** Starts a main class like {@link #start(Class, Path, Object...)}, with additional environment variables. */
    static Process start(Class<?> main, Path output, Map<String, String> environment, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Sends a signal, such as INT. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
