// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.nin.cli.TrainCommand;
import dev.nin.command.CommandRunner;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Tests the commands on the pages. Maven is not started: its modules, profiles, properties and tests are looked up, and
 * the commands of exec:java run in this process; a training only runs with {@code --summary}. Lines of other programs
 * follow a note on who has run them.
 */
class PageCommandsTest {
    private static final Pattern NOTE =
            Pattern.compile("<!-- (run by (?<test>[A-Za-z./]+)|by hand on 20\\d\\d-\\d\\d-\\d\\d|not run: .+) -->");
    private static final Set<String> GOALS = Set.of(
            "clean",
            "compile",
            "test",
            "verify",
            "install",
            "package",
            "deploy",
            "exec:java",
            "spotless:apply",
            "versions:set",
            "dependency:list",
            "dependency:copy-dependencies",
            "org.owasp:dependency-check-maven:check");
    private static final Set<String> MAVENS =
            Set.of("test", "skipTests", "exec.args", "newVersion", "surefire.failIfNoSpecifiedTests");
    /** Options of TensorFlow Serving have underscores; these are of Java and Docker. */
    private static final Set<String> FOREIGN = Set.of(
            "--module-path",
            "--module",
            "--add-opens",
            "--enable-native-access",
            "--illegal-native-access",
            "--sun-misc-unsafe-memory-access",
            "--gpus",
            "--logdir");

    /** What the playground has no runs, photos or time for: the tests of these commands and options run it. */
    private static final Set<String> ELSEWHERE =
            Set.of("--resume", "--pretrained", "--folds", "sweep", "calibrate", "find-rate");

    private static final Splitter NAMES = Splitter.on(',').omitEmptyStrings();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() {
        Playground.create(folder);
    }

    static Stream<ShellLine> mavenLines() {
        return ShellLine.all().stream().filter(ShellLine::isMaven);
    }

    static Stream<ShellLine> executions() {
        return ShellLine.all().stream().filter(line -> line.arguments().isPresent());
    }

    @ParameterizedTest
    @MethodSource("mavenLines")
    void mavenHasWhatIsAskedFor(ShellLine line) throws IOException {
        assertThat(GOALS).containsAll(line.goals());
        String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
        line.option("-pl").ifPresent(module -> assertThat(parent).contains("<module>" + module + "</module>"));
        String poms = sources("glob:**/pom.xml");
        for (String profile : NAMES.split(line.option("-P").orElse(""))) {
            assertThat(Pattern.compile("<profile>(\\s|<!--[^>]*-->)*<id>" + profile + "</id>")
                            .matcher(poms)
                            .find())
                    .as("profile %s", profile)
                    .isTrue();
        }
        for (String test : NAMES.split(line.property("test").orElse(""))) {
            assertThat(files("glob:**/src/{test,peers}/java/**/" + test + ".java"))
                    .as(test)
                    .isNotEmpty();
        }
        String code = poms + sources("glob:**/*.java");
        assertThat(line.properties()).filteredOn(name -> !MAVENS.contains(name)).allMatch(code::contains);
        assertThat(line.property("exec.args").isPresent() && !line.goals().contains("exec:java"))
                .as("arguments for a program that is not started")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("executions")
    void theProgramTakesItsArguments(ShellLine line) throws IOException {
        List<String> arguments = line.arguments().orElseThrow().stream()
                .map(word -> word.replace("$model", "nin"))
                .toList();
        CommandLine command = TrainCommand.program();
        if (!Collections.disjoint(arguments, ELSEWHERE)) {
            assertThat(command.parseArgs(arguments.toArray(String[]::new)).errors())
                    .isEmpty();
            return;
        }
        assertThat(CommandRunner.run(() -> command, adapted(arguments).toArray(String[]::new)))
                .as("exit code, of %s", arguments)
                .isZero();
    }

    @Test
    void othersSayWhoHasRunThem() {
        List<ShellLine> others = ShellLine.all().stream()
                .filter(line -> !line.isMaven() && !line.isOwn())
                .toList();
        assertThat(others).isNotEmpty().allSatisfy(line -> {
            var note = NOTE.matcher(line.note());
            assertThat(note.matches()).as("%s follows %s", line, line.note()).isTrue();
            String test = note.group("test");
            if (test != null && !test.contains("/")) {
                assertThat(files("glob:**/src/test/java/**/" + test + ".java")).isNotEmpty();
            }
        });
    }

    @Test
    void everyOptionThatIsSpokenOfExists() {
        Set<String> known = new HashSet<>(FOREIGN);
        withSubcommands(TrainCommand.program()).forEach(line -> {
            known.addAll(line.getCommandSpec().optionsMap().keySet());
            known.addAll(line.getCommandSpec().negatedOptionsMap().keySet());
        });
        known.add("--help");
        int spokenOf = 0;
        for (Page page : Page.all()) {
            List<String> options = page.inlineCode().stream()
                    .filter(code -> !code.startsWith("mvn "))
                    .flatMap(code -> Pattern.compile("(?<![\\w-])--[a-z][a-z-]+(?![\\w-])")
                            .matcher(code)
                            .results())
                    .map(MatchResult::group)
                    .toList();
            assertThat(known).as(page.toString()).containsAll(options);
            spokenOf += options.size();
        }
        assertThat(spokenOf).isGreaterThan(40);
    }

    /**
     * Runs a command with the pages' files in the playground; a training stops at its summary, on the bundled sample.
     */
    private static List<String> adapted(List<String> arguments) throws IOException {
        List<String> adapted = new ArrayList<>();
        boolean isTraining = arguments.get(0).startsWith("--") && !arguments.contains("--help");
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (isTraining && word.equals("--data")) {
                i++;
            } else if (!word.equals("--summary")) {
                adapted.add(
                        word.matches("(runs|models)/.*|(pets|cells|photos).*|.*\\.(png|jpg|csv|safetensors|ya?ml)")
                                ? placed(word)
                                : word);
            }
        }
        if (isTraining) {
            adapted.addAll(List.of("--data", "sample", "--summary"));
        }
        Files.deleteIfExists(folder.resolve("back.safetensors"));
        return adapted;
    }

    private static List<Path> files(String glob) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(glob);
        try (Stream<Path> files = Files.walk(Page.ROOT)) {
            return files.filter(matcher::matches)
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList();
        }
    }

    private static String sources(String glob) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(glob)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static Stream<CommandLine> withSubcommands(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(PageCommandsTest::withSubcommands));
    }

    private static String placed(String name) {
        return folder.resolve(name).toString();
    }
}
