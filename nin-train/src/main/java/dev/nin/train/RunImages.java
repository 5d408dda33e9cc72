// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The images of a training, or their features.
 *
 * @param train images to train with
 * @param validation images to choose the best checkpoint by
 * @param test images to evaluate after each epoch
 */
record RunImages(Dataset train, Optional<Dataset> validation, Dataset test) {
    static RunImages of(TrainingSetup setup) {
        return new RunImages(setup.train(), setup.validation, setup.test());
    }

    /** Computes the features of the images once, if the model has a frozen front, instead of in each epoch. */
    RunImages features(TrainingSetup setup, TrainingConfig config, Supplier<Weights> weights) {
        List<Dataset> all = new ArrayList<>(List.of(train, test));
        validation.ifPresent(all::add);
        Optional<String> last = FrozenFront.last(setup.spec, setup.goals(), config, all);
        if (last.isEmpty()) {
            return this;
        }
        try (FrozenFront front = new FrozenFront(setup.spec, last.get(), weights.get(), setup.session)) {
            return new RunImages(front.features(train), validation.map(front::features), front.features(test));
        }
    }
}
