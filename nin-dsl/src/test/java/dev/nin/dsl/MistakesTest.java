// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invalid programs in the DSL are rejected by the compiler, or at the user's line with place, call, numbers and fix.
 * The page docs/mistakes.md is generated from them with {@code -Dgolden.update=true}.
 */
class MistakesTest {
    private static final Path PAGE = Path.of("..", "docs", "mistakes.md");
    private static final String BEGIN = "<!-- made by MistakesTest -->\n";
    /**
     * Returns mistakes without a layer: the model's name, and the arguments of paddings, initializers, regularizers and
     * sizes.
     */
    private static final Pattern WITHOUT_PLACE = Pattern.compile(
            "(the model's name|the regularizer's|the constant of an initializer|the padding (on|at) the|a (height|width)) .*");

    private static final Pattern PLACE = Pattern.compile("layer [1-9][0-9]* `[a-zA-Z0-9]+\\(.*\\)`: .*");

    @TempDir
    private Path classes;

    private List<String> lines = List.of();
    private List<String> expressions = List.of();
    private List<@Nullable Throwable> refusals = List.of();

    @BeforeEach
    void runAll() throws IOException, ReflectiveOperationException {
        lines = Programs.lines("/mistakes/refused.txt");
        expressions = lines.stream().filter(line -> !line.startsWith("#")).toList();
        refusals = new Programs(classes).run(expressions);
    }

    @Test
    void eachIsRefusedInOneLineWithPlaceAndRemedy() {
        assertThat(expressions).hasSizeGreaterThan(70).doesNotHaveDuplicates();
        for (int i = 0; i < expressions.size(); i++) {
            Throwable refusal = refusals.get(i);
            assertThat(refusal).as(expressions.get(i)).isInstanceOf(InvalidModelException.class);
            String message = Objects.requireNonNull(refusal).getMessage();
            if (!WITHOUT_PLACE.matcher(message).matches()) {
                assertThat(message).as(expressions.get(i)).matches(PLACE);
            }
            assertThat(message).as(expressions.get(i)).containsAnyOf("expected", "; ");
        }
    }

    @Test
    void theStackTraceLeadsToTheUsersLine() {
        for (int i = 0; i < expressions.size(); i++) {
            int line = i;
            assertThat(Objects.requireNonNull(refusals.get(i)).getStackTrace())
                    .as(expressions.get(i))
                    .anyMatch(frame -> Programs.isLine(frame, line));
        }
    }

    @Test
    @Tag("golden")
    void thePageShowsThemAll() throws IOException {
        StringBuilder made = new StringBuilder(BEGIN);
        Iterator<@Nullable Throwable> each = refusals.iterator();
        for (String line : lines) {
            if (line.startsWith("#")) {
                made.append("\n## ").append(line.substring(2)).append("\n\n| Program | Message |\n| --- | --- |\n");
            } else {
                row(
                        made,
                        line,
                        String.valueOf(Objects.requireNonNull(each.next()).getMessage()));
            }
        }
        made.append("\n## What does not compile\n\n| Program | The compiler |\n| --- | --- |\n");
        for (String expression : Programs.lines("/mistakes/uncompilable.txt")) {
            List<String> errors = new Programs(classes).errors(expression);
            assertThat(errors).as(expression).isNotEmpty();
            row(made, expression, errors.get(0));
        }
        if (Boolean.getBoolean("golden.update")) {
            String text = Files.readString(PAGE);
            Files.writeString(PAGE, text.substring(0, text.indexOf(BEGIN)) + made);
        }
        assertThat(Files.readString(PAGE)).endsWith(made.toString());
    }

    private static void row(StringBuilder page, String program, String message) {
        page.append("| `").append(program).append("` | ").append(message).append(" |\n");
    }
}
