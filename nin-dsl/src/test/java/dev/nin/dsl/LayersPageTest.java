// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.nin.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the page docs/layers.md, generated from the DSL's Javadoc and compiled examples. Regenerate it with {@code mvn
 * -pl nin-dsl -am test -Dtest=LayersPageTest -Dgolden.update=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class LayersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "layers.md");
    private static final String BEGIN = "<!-- made by LayersPageTest -->\n";
    private static final int WIDTH = 120;

    @TempDir
    private Path classes;

    @Test
    @Tag("golden")
    void thePageShowsEveryCall() throws IOException, ReflectiveOperationException {
        Map<String, DslCall> calls = new TreeMap<>();
        DslCall.all().forEach(call -> calls.put(call.key(), call));
        List<String> lines = Programs.lines("/layers/examples.txt");
        List<String> keys = lines.stream()
                .filter(line -> !isHeading(line))
                .map(LayersPageTest::key)
                .toList();
        assertThat(keys)
                .as("a call without an example in layers/examples.txt, or the other way round")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(calls.keySet());

        String made = page(lines, calls);
        if (Boolean.getBoolean("golden.update")) {
            String text = Files.readString(PAGE);
            Files.writeString(PAGE, text.substring(0, text.indexOf(BEGIN)) + made);
        }
        assertThat(Files.readString(PAGE)).endsWith(made);
    }

    private String page(List<String> lines, Map<String, DslCall> calls)
            throws IOException, ReflectiveOperationException {
        Map<String, LayerExample> examples = examples(lines);
        StringBuilder page = new StringBuilder(BEGIN);
        String name = "";
        for (String line : lines) {
            if (isHeading(line)) {
                page.append("\n## ").append(line.substring(2)).append('\n');
                name = "";
            } else {
                DslCall call = Objects.requireNonNull(calls.get(key(line)));
                if (!call.name().equals(name)) {
                    page.append("\n### ").append(call.name()).append('\n');
                }
                name = call.name();
                describe(page, call, expression(line), Objects.requireNonNull(examples.get(line)));
            }
        }
        return page.toString();
    }

    private Map<String, LayerExample> examples(List<String> lines) throws IOException, ReflectiveOperationException {
        List<String> examples = lines.stream().filter(line -> !isHeading(line)).toList();
        List<String> expressions = new ArrayList<>(List.of("x", "v"));
        examples.stream().map(LayersPageTest::expression).forEach(expressions::add);
        List<Object> stages = new Programs(classes).values(expressions);
        Set<Node> map = nodes(stages.get(0));
        Set<Node> vector = nodes(stages.get(1));
        Map<String, LayerExample> found = new HashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            String expression = expressions.get(i + 2);
            boolean isInput = expression.startsWith("image") || expression.startsWith("floatImage");
            Set<Node> before = isInput ? Set.of() : expression.startsWith("v.") ? vector : map;
            found.put(examples.get(i), LayerExample.of((Features<?>) stages.get(i + 2), before));
        }
        return found;
    }

    private static void describe(StringBuilder page, DslCall call, String expression, LayerExample example) {
        page.append("\n`").append(call.signature()).append("`\n\n");
        wrap(page, "", call.text() + " Gives " + call.result() + ".");
        if (!call.parameters().isEmpty()) {
            page.append('\n');
        }
        call.parameters().forEach((name, meaning) -> wrap(page, "- ", "`" + name + "`: " + meaning));
        page.append("\n| example | output | parameters | operations |\n| --- | --- | --- | --- |\n| `")
                .append(expression)
                .append("` | ")
                .append(example.shape())
                .append(" | ")
                .append(example.parameters())
                .append(" | ")
                .append(example.inference());
        if (!example.training().equals(example.inference())) {
            page.append("; in training ").append(example.training());
        }
        page.append(" |\n");
    }

    private static void wrap(StringBuilder page, String mark, String text) {
        int column = 0;
        for (String word : Splitter.on(' ').split(text)) {
            if (column == 0) {
                page.append(mark);
                column = mark.length();
            } else if (column + 1 + word.length() > WIDTH) {
                page.append('\n').append(" ".repeat(mark.length()));
                column = mark.length();
            } else {
                page.append(' ');
                column++;
            }
            page.append(word);
            column += word.length();
        }
        page.append('\n');
    }

    private static Set<Node> nodes(Object stage) {
        return new HashSet<>(((Features<?>) stage).build("before").nodes());
    }

    private static boolean isHeading(String line) {
        return line.startsWith("# ");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf("): ") + 1);
    }

    private static String expression(String line) {
        return line.substring(line.indexOf("): ") + 3);
    }
}
