// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static dev.nin.dsl.Nin.floatImage;
import static dev.nin.dsl.Nin.image;
import static dev.nin.dsl.Nin.nin;

import dev.nin.dsl.FeatureMap;
import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;

/** The seed's Network-in-Network with weights that are set from arrays, against what PyTorch makes of them. */
class PyTorchNinTest {
    private static final int SAMPLES = 64;

    @Test
    void narrowOnFloatImages() {
        PyTorchFile file = PyTorchFile.read("nin-small");
        ModelSpec spec = network(floatImage(112, 112, 1), 8, 12, 16, 0.5);
        try (TFloat32 images = Tensors.of(List.of(2, 112, 112, 1), FloatBuffer.wrap(file.maps("images")))) {
            float[] logits = InferencePass.logits(spec, file.parameters(spec), images);
            Deviation.check("logits", logits, file.values("logits"));
        }
    }

    @Test
    void narrowInTraining() {
        PyTorchFile file = PyTorchFile.read("nin-small");
        ModelSpec spec = network(floatImage(112, 112, 1), 8, 12, 16, 0);
        try (TFloat32 images = Tensors.of(List.of(2, 112, 112, 1), FloatBuffer.wrap(file.maps("images")))) {
            TrainingPass pass = TrainingPass.of(spec, file.parameters(spec), images, file.values("labels"));
            Deviation.check("logits", Layouts.values(pass.outputs(), "logits"), file.values("logits"));
            Deviation.check("loss", Layouts.values(pass.outputs(), "loss"), file.values("loss"));
            Deviation.check("gradient", pass.gradients(), file.parameters(spec, "gradient.", parameter -> true));
        }
    }

    @Test
    void asTheSeedHasItOnImagesAsStored() {
        PyTorchFile file = PyTorchFile.read("nin-full");
        ModelSpec spec = network(image(224, 224, 1), 96, 256, 384, 0.5);
        try (StoredImages images = images()) {
            Weights weights = HashedNumbers.parameters(spec).parameters(spec);
            List<String> pools = List.of("max_pool_1", "max_pool_2", "max_pool_3");
            Map<String, float[]> maps = InferencePass.nodes(spec, weights, images.tensor(), pools);
            maps.forEach((name, values) -> {
                List<Integer> dimensions = spec.shape(name).dimensions();
                List<Integer> all = List.of(2, dimensions.get(0), dimensions.get(1), dimensions.get(2));
                Deviation.check(name, sample(Layouts.permuted(values, all, 0, 3, 1, 2)), file.values(name));
            });
            Deviation.check("logits", InferencePass.logits(spec, weights, images.tensor()), file.values("logits"));
        }
    }

    @Test
    void asTheSeedHasItInTraining() {
        PyTorchFile file = PyTorchFile.read("nin-full");
        ModelSpec spec = network(image(224, 224, 1), 96, 256, 384, 0);
        Weights weights = HashedNumbers.parameters(spec).parameters(spec);
        try (StoredImages images = images()) {
            TrainingPass pass = TrainingPass.of(spec, weights, images.tensor(), file.values("labels"));
            Deviation.check("logits", Layouts.values(pass.outputs(), "logits"), file.values("logits"));
            Deviation.check("loss", Layouts.values(pass.outputs(), "loss"), file.values("loss"));
            for (String name : pass.gradients().names()) {
                List<Integer> dimensions = pass.gradients().dimensions(name);
                float[] values = Layouts.values(pass.gradients(), name);
                float[] gradient = dimensions.size() == 4 ? Layouts.permuted(values, dimensions, 3, 2, 0, 1) : values;
                String expected = "gradient." + PyTorchFile.name(name);
                Deviation.check("norm of " + expected, norm(gradient), file.values("norm." + expected));
                Deviation.check(expected, sample(gradient), file.values(expected));
            }
        }
    }

    /** The line of the design. */
    private static ModelSpec network(FeatureMap in, int first, int second, int third, double dropout) {
        return nin(in, first, 11, 4, 0)
                .maxPool(3, 2)
                .nin(second, 5, 1, 2)
                .maxPool(3, 2)
                .nin(third, 3, 1, 1)
                .maxPool(3, 2)
                .dropout(dropout)
                .nin(10, 3, 1, 1)
                .globalAvgPool()
                .build("nin");
    }

    private static StoredImages images() {
        return new StoredImages(2, 224, 224, 1, HashedNumbers.pixels(2, 224, 8));
    }

    /** Values at equal, odd distances. */
    private static float[] sample(float[] values) {
        int step = (values.length + SAMPLES - 1) / SAMPLES | 1;
        float[] sample = new float[(values.length + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * step];
        }
        return sample;
    }

    private static float[] norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return new float[] {(float) Math.sqrt(squares)};
    }
}
