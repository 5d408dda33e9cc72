// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts this program again, whether it was started by java, by Maven or by a test. */
public final class ChildProgram {
    /** What the launcher allows this Java, without which another would warn. */
    private static final List<String> PASSED_ON =
            List.of("--enable-native-access=", "--sun-misc-unsafe-memory-access=");

    private ChildProgram() {}

    /**
     * Returns the words before the program's own arguments.
     *
     * @param program the class with the main method
     */
    public static List<String> words(Class<?> program) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(ProcessHandle.current().info().arguments().orElse(new String[0]))
                .filter(word -> PASSED_ON.stream().anyMatch(word::startsWith))
                .forEach(words::add);
        if (program.getModule().isNamed()) {
            words.addAll(List.of(
                    "--add-opens",
                    "tensorflow/org.tensorflow=dev.nin.core",
                    "--module-path",
                    System.getProperty("jdk.module.path"),
                    "--module",
                    program.getModule().getName() + "/" + program.getName()));
        } else {
            words.addAll(List.of("-cp", classPath(program.getClassLoader()), program.getName()));
        }
        return words;
    }

    private static String classPath(ClassLoader loader) {
        if (loader instanceof URLClassLoader urls) {
            return Arrays.stream(urls.getURLs())
                    .map(ChildProgram::path)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        try {
            return Path.of(new URI(url.toString())).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has " + url, e);
        }
    }
}
