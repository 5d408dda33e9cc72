// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid programs compile as in the design; MistakesTest has invalid ones. */
class CompilationTest {
    @TempDir
    private Path classes;

    @Test
    void aSensibleProgramCompiles() {
        assertThat(new Programs(classes).errors("IN.maxPool(2, 2).globalAvgPool().dense(3).build(\"m\")"))
                .isEmpty();
    }

    @Test
    void theLineOfTheDesignCompilesAsItStands() {
        String program = """
                import static dev.nin.dsl.Nin.*;
                import dev.nin.dsl.FeatureMap;
                import dev.nin.model.ModelSpec;

                class Program {
                    FeatureMap in = image(224, 224, 1);
                    ModelSpec nin = nin(in, 96, 11, 4, 0).maxPool(3, 2)
                                   .nin(256, 5, 1, 2).maxPool(3, 2)
                                   .nin(384, 3, 1, 1).maxPool(3, 2).dropout(0.5)
                                   .nin(10, 3, 1, 1).globalAvgPool()
                                   .build("nin");
                }
                """;
        assertThat(new Programs(classes).compile(program)).isEmpty();
    }
}
