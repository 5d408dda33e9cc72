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
    private static final String NATIVE_ACCESS = "--enable-native-access=";
    private static final String UNSAFE_ACCESS = "--sun-misc-unsafe-memory-access=";
    /**
     * The version from which Java may warn of native code, and the one from which it has the option on unsafe memory.
     */
    private static final int WARNS_OF_NATIVE_ACCESS = 22;

    private static final int HAS_UNSAFE_ACCESS = 23;

    private ChildProgram() {}

    /**
     * Returns the words before the program's own arguments.
     *
     * @param program the class with the main method
     */
    public static List<String> words(Class<?> program) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> own = List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
        int version = Runtime.version().feature();
        if (version >= WARNS_OF_NATIVE_ACCESS) {
            words.addAll(passedOn(own, NATIVE_ACCESS, "ALL-UNNAMED"));
        }
        if (version >= HAS_UNSAFE_ACCESS) {
            words.addAll(passedOn(own, UNSAFE_ACCESS, "allow"));
        }
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

    /** Returns this process's own option, or one without which the child would warn in the middle of its output. */
    private static List<String> passedOn(List<String> own, String option, String usual) {
        List<String> found =
                own.stream().filter(word -> word.startsWith(option)).toList();
        return found.isEmpty() ? List.of(option + usual) : found;
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
