// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.docs.Page.Block;
import dev.nin.train.config.TrainingConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles and runs every Java block of the pages unchanged, in a folder that has the files the pages refer to. The
 * imports are the block's own, or those that the page shows indented.
 */
class PageSnippetsTest {
    private static final String DECLARATION = "module ";

    @TempDir
    private static Path folder;

    @TempDir
    private Path classes;

    @BeforeAll
    static void prepare() {
        Playground.create(folder);
    }

    static Stream<Page> pages() {
        return Page.all().stream().filter(page -> !programs(page).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachBlockRuns(Page page) throws Exception {
        List<Block> programs = programs(page);
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            sources.add(Files.writeString(
                    classes.resolve("Block" + i + ".java"), source("Block" + i, page, programs.get(i))));
        }
        assertThat(errors(sources)).as(page.toString()).isEmpty();
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, PageSnippetsTest.class.getClassLoader())) {
            for (int i = 0; i < programs.size(); i++) {
                loader.loadClass("Block" + i).getMethod("run").invoke(null);
            }
        }
        Path written = folder.resolve("back.safetensors");
        if (Files.exists(written)) {
            assertThat(written)
                    .as("weights of PyTorch, read and written again")
                    .hasSameBinaryContentAs(folder.resolve("net.safetensors"));
        }
    }

    /** Tests that the last column of the page's table of training exists in the API. */
    @Test
    void theEquivalentsOfTrainingCompile() throws IOException {
        String page = Page.read(Page.ROOT.resolve("docs/from-pytorch.md")).text();
        String table = page.substring(page.indexOf("## Training"), page.indexOf("## The notebook"));
        Set<String> ofBuilder = Arrays.stream(TrainingConfigBuilder.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        List<String> statements = table.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(line.lastIndexOf(" | ")))
                .flatMap(cell -> Pattern.compile("`([^`]*)`").matcher(cell).results())
                .map(match -> match.group(1))
                .filter(code -> isWhole(code) || ofBuilder.contains(code.replaceFirst("\\(.*", "")))
                .map(code -> isWhole(code) ? code + ";" : "TrainingConfig.builder()." + code + ";")
                .toList();
        assertThat(statements).hasSizeGreaterThan(10);
        Path source = Files.writeString(
                classes.resolve("Training.java"),
                "import dev.nin.optimizer.*; import dev.nin.task.*; import dev.nin.train.*; "
                        + "import dev.nin.train.config.*; import dev.nin.train.progress.*; class Training { "
                        + "void run(float[] w, java.util.List<String> labels) {" + String.join("\n", statements)
                        + "} }");
        assertThat(errors(List.of(source))).isEmpty();
    }

    private static boolean isWhole(String code) {
        return code.startsWith("new ") || code.startsWith("Task.");
    }

    /** Otherwise it would not be compiled. */
    @Test
    void allJavaIsFenced() {
        for (Page page : Page.all()) {
            assertThat(page.blocks().stream()
                            .filter(block -> block.language().isEmpty())
                            .flatMap(block -> block.lines().stream())
                            .filter(line -> line.endsWith(";") && !line.startsWith("import ")))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    /** The only block that cannot run: the stubs it needs are not published, as its page states. */
    @Test
    void oneBlockIsLeftOut() {
        List<Page> pages = Page.all().stream()
                .filter(page -> page.blocks().stream()
                        .anyMatch(block -> block.language().startsWith("java ")))
                .toList();
        assertThat(pages).extracting(Page::toString).containsExactly("docs/serving.md");
    }

    @Test
    void theModuleOfThePageIsTheOneThatIsBuilt() throws IOException {
        Path file = Page.ROOT.resolve("nin-dsl/src/it/modular/src/main/java/module-info.java");
        List<String> declarations = Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.code().startsWith(DECLARATION))
                .map(Block::code)
                .toList();
        assertThat(declarations).hasSize(1);
        assertThat(Files.readString(file)).endsWith(declarations.get(0) + "\n");
    }

    private static List<Block> programs(Page page) {
        return page.blocks().stream()
                .filter(block -> block.language().equals("java"))
                .filter(block -> !block.code().startsWith(DECLARATION))
                .toList();
    }

    private static String source(String name, Page page, Block block) {
        Predicate<String> isImport = line -> line.startsWith("import ");
        String shown = page.blocks().stream()
                .filter(each -> each.language().isEmpty())
                .flatMap(each -> each.lines().stream())
                .filter(isImport)
                .collect(Collectors.joining("\n"));
        String own = block.lines().stream().filter(isImport).collect(Collectors.joining("\n"));
        String body = block.lines().stream().filter(isImport.negate()).collect(Collectors.joining("\n"));
        return String.join(
                "\n",
                shown,
                own,
                "public class " + name + " { public static void run() throws Exception {",
                body.replace("Path.of(\"", "Path.of(\"" + folder + "/"),
                "} }");
    }

    private static String errors(List<Path> sources) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        int code = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        return code == 0 ? "" : messages.toString(StandardCharsets.UTF_8);
    }
}
