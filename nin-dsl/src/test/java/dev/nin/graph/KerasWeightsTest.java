// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.io.Resources;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.Safetensors;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.net.URI;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;

/** Weights that Keras saved under the nodes' names give the logits that Keras computed with them. */
class KerasWeightsTest {
    /** The network of src/test/python/keras_reference.py. */
    private static final ModelSpec SPEC = Nin.floatImage(9, 7, 3)
            .conv2d(4, 3, 1, Padding.same())
            .withoutBias()
            .batchNorm(0.99, 1e-3)
            .relu()
            .depthwiseConv2d(3, 1, 0)
            .conv2d(6, 1)
            .relu()
            .convTranspose2d(5, 2, 2, 0)
            .maxPool(3, 2)
            .flatten()
            .dropout(0.5)
            .dense(8)
            .layerNorm()
            .dense(4)
            .build("mixed");

    @Test
    void logits() throws IOException {
        Path file = Path.of(
                URI.create(Resources.getResource("keras/mixed.safetensors").toString()));
        Weights arrays = Safetensors.read(file);
        FloatBuffer images = arrays.values("images");
        try (TFloat32 batch = Tensors.of(List.of(3, 9, 7, 3), images)) {
            float[] logits = InferencePass.logits(SPEC, PyTorchWeights.read(file, SPEC), batch);
            Deviation.check("logits of Keras", logits, Layouts.values(arrays, "logits"));
        }
    }
}
