// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the calls in the table of layers in docs/from-pytorch.md compile. */
class FromPyTorchPageTest {
    private static final Path PAGE = Path.of("..", "docs", "from-pytorch.md");
    private static final Pattern LAYER = Pattern.compile("`([a-zA-Z0-9]+\\([^`.]*\\)(?:\\.[^`]*)?)`");

    @TempDir
    private Path folder;

    @Test
    void theLayersOfTheTableCompile() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("## Layers"), page.indexOf("## Training"));
        List<String> calls = table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(line.lastIndexOf(" | ")))
                .flatMap(cell -> LAYER.matcher(cell).results().map(MatchResult::group))
                .map(call -> call.replace("`", "").replace("(...)", "(8, 3)"))
                .filter(call -> !call.contains("(a, b)"))
                .toList();
        assertThat(calls).hasSizeGreaterThan(20);
        for (String call : calls) {
            String stage = call.startsWith("dense") ? "IN.flatten()." : "IN.";
            assertThat(new Programs(folder).errors(stage + call)).as(call).isEmpty();
        }
    }
}
