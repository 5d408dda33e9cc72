// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.cli.TrainCommand;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that Java warns of nothing, with the Java of the tests and with those that Debian installs. */
class JavaWarningsTest {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    static List<Path> javas() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> children = Files.list(INSTALLED)) {
                children.filter(home -> version(home) >= 17).forEach(homes::add);
            }
        }
        Map<Path, Path> different = new LinkedHashMap<>();
        for (Path home : homes) {
            different.putIfAbsent(home.toRealPath(), home);
        }
        return List.copyOf(different.values());
    }

    /** The options with which Maven starts, of which no Java may be without one that it needs, nor refuse one. */
    @ParameterizedTest
    @MethodSource("javas")
    void areNotPrintedWithTheOptionsOfTheBuild(Path home) throws Exception {
        List<String> options = Files.readAllLines(Path.of("..", ".mvn", "jvm.config")).stream()
                .filter(line -> !line.startsWith("--add-") && !line.startsWith("-Xmx"))
                .toList();

        List<String> lines = run(home, options, TrainCommand.class, "doctor");

        assertThat(lines).contains("training can start");
        assertThat(lines).noneMatch(line -> line.contains("WARNING") || line.contains("Unrecognized"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void areNotPrintedByChildren(Path home) throws Exception {
        int version = version(home);
        List<String> expected = Stream.of(version >= 22 ? NATIVE : "", version >= 23 ? UNSAFE : "")
                .filter(option -> !option.isEmpty())
                .toList();

        for (List<String> options :
                List.of(List.<String>of(), List.of("-XX:+IgnoreUnrecognizedVMOptions", NATIVE, UNSAFE))) {
            List<String> words = run(home, options, ChildWords.class);
            assertThat(words.subList(1, words.indexOf("-cp"))).isEqualTo(expected);
        }
    }

    private static List<String> run(Path home, List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }

    /** Returns a Java's version by its file of properties; 0 without one. */
    private static int version(Path home) {
        File release = home.resolve("release").toFile();
        try {
            return Files.readAllLines(release.toPath()).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
