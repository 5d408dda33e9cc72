// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static dev.nin.dsl.Nin.image;

import dev.nin.model.ModelSpec;
import dev.nin.model.Padding;
import org.junit.jupiter.api.Test;

/** A network of many kinds of layers with weights that are set from arrays, against what PyTorch makes of them. */
class PyTorchCifarTest {
    private static final PyTorchFile FILE = PyTorchFile.read("cifar");
    static final ModelSpec SPEC = image(24, 24, 3)
            .normalize(new float[] {0.5f, 0.4f, 0.3f}, new float[] {0.2f, 0.25f, 0.3f})
            .conv2d(8, 3, 1, 1)
            .withoutBias()
            .batchNorm()
            .relu()
            .residual(body ->
                    body.conv2d(8, 3, 1, 1).withoutBias().batchNorm().elu().groupedConv2d(8, 3, 1, 1, 2))
            .maxPool(3, 2, Padding.of(1))
            .separableConv2d(12, 3, 1, 1)
            .withoutBias()
            .batchNorm()
            .swish()
            .dilatedConv2d(12, 3, 2)
            .gelu()
            .scale(50, 0)
            .localResponseNorm()
            .scale(0.03, 0)
            .avgPool(3, 2, Padding.of(1))
            .squeezeExcite(3)
            .branch(
                    learned -> learned.convTranspose2d(6, 4, 2, 1),
                    repeated -> repeated.upSampling(2).conv2d(6, 1),
                    between -> between.resize(12, 12))
            .concat()
            .layerNorm()
            .leakyRelu()
            .conv2d(16, 3, 2, 0)
            .withoutBias()
            .batchNorm()
            .relu()
            .avgPool(3, 2)
            .flatten()
            .dense(20)
            .elu()
            .batchNorm()
            .dense(10)
            .build("cifar");

    @Test
    void inference() {
        try (StoredImages images = images()) {
            float[] logits = InferencePass.logits(SPEC, FILE.parameters(SPEC), images.tensor());
            Deviation.check("logits", logits, FILE.values("logits"));
        }
    }

    @Test
    void training() {
        try (StoredImages images = images()) {
            TrainingPass pass = TrainingPass.of(SPEC, FILE.parameters(SPEC), images.tensor(), FILE.values("labels"));
            Deviation.check("logits", Layouts.values(pass.outputs(), "logits"), FILE.values("training.logits"));
            Deviation.check("loss", Layouts.values(pass.outputs(), "loss"), FILE.values("loss"));
            Deviation.check(
                    "moved", pass.weights(), FILE.parameters(SPEC, "updated.", parameter -> !parameter.trainable()));
            Deviation.check(
                    "gradient",
                    pass.gradients(),
                    FILE.parameters(SPEC, "gradient.", parameter -> parameter.trainable()));
        }
    }

    private static StoredImages images() {
        float[] pixels = FILE.maps("images");
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) pixels[i];
        }
        return new StoredImages(8, 24, 24, 3, bytes);
    }
}
