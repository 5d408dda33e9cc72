// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.graph.ShapePropertyTest;
import dev.nin.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** For any model, weights that are written in PyTorch's layout are read back unchanged. */
class PyTorchLayoutPropertyTest {
    @Property(tries = 300, seed = "2031", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void drawnWeightsComeBack(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        ModelSpec spec = ShapePropertyTest.stack(random);
        Weights.Builder drawn = Weights.builder();
        spec.parameters().forEach((name, parameter) -> {
            float[] values = new float[(int) parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            drawn.put(name, parameter.dimensions(), values);
        });
        Path folder = Files.createTempDirectory("weights");
        Path file = folder.resolve("w");
        try {
            PyTorchWeights.write(file, spec, drawn.build(), PyTorchNames.nodes(spec));
            assertThat(PyTorchWeights.read(file, spec, PyTorchNames.nodes(spec)))
                    .isEqualTo(drawn.build());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
